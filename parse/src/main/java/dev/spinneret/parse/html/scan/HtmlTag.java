package dev.spinneret.parse.html.scan;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The name of an element that the tree construction or a crawler knows (WHATWG HTML §13.2.4.2 and
/// the start and end tags of §13.2.6.4.7), with the groups that it belongs to.
@SuppressWarnings("doclint:missing") // The constants are the names of elements.
public enum HtmlTag {
  /// An element of any other name.
  CUSTOM(0),
  A(Is.FORMATTING | Is.COUNTS | Is.START_RULE | Is.END_RULE),
  ABBR(0),
  ACRONYM(0),
  ADDRESS(Is.SPECIAL | Is.CLOSES_P | Is.BLOCK | Is.BREAKS),
  APPLET(Is.SPECIAL | Is.SCOPE | Is.MARKER | Is.START_RULE | Is.END_RULE | Is.BREAKS),
  AREA(Is.SPECIAL | Is.VOID | Is.COUNTS),
  ARTICLE(Is.SPECIAL | Is.CLOSES_P | Is.BLOCK | Is.BREAKS),
  ASIDE(Is.SPECIAL | Is.CLOSES_P | Is.BLOCK | Is.BREAKS),
  AUDIO(Is.COUNTS),
  B(Is.FORMATTING | Is.LEAVES_SVG),
  BASE(Is.SPECIAL | Is.VOID | Is.OF_HEAD | Is.COUNTS),
  BASEFONT(Is.SPECIAL | Is.VOID | Is.OF_HEAD),
  BDI(0),
  BDO(0),
  BGSOUND(Is.SPECIAL | Is.VOID | Is.OF_HEAD),
  BIG(Is.FORMATTING | Is.LEAVES_SVG),
  BLOCKQUOTE(Is.SPECIAL | Is.CLOSES_P | Is.BLOCK | Is.COUNTS | Is.LEAVES_SVG | Is.BREAKS),
  BODY(Is.SPECIAL | Is.COUNTS | Is.LEAVES_SVG | Is.START_RULE | Is.END_RULE | Is.BREAKS),
  BR(Is.SPECIAL | Is.VOID | Is.LEAVES_SVG | Is.END_RULE | Is.BREAKS),
  BUTTON(Is.SPECIAL | Is.BLOCK | Is.COUNTS | Is.START_RULE | Is.BUTTON_SCOPE | Is.BREAKS),
  CANVAS(0),
  CAPTION(Is.SPECIAL | Is.SCOPE | Is.MARKER | Is.START_RULE | Is.BREAKS),
  CENTER(Is.SPECIAL | Is.CLOSES_P | Is.BLOCK | Is.LEAVES_SVG | Is.BREAKS),
  CITE(0),
  CODE(Is.FORMATTING | Is.LEAVES_SVG),
  COL(Is.SPECIAL | Is.VOID | Is.START_RULE),
  COLGROUP(Is.SPECIAL | Is.START_RULE),
  DATA(0),
  DATALIST(0),
  DD(Is.SPECIAL | Is.IMPLIED_END | Is.LEAVES_SVG | Is.START_RULE | Is.END_RULE | Is.BREAKS),
  DEL(Is.COUNTS),
  DESC(0),
  DETAILS(Is.SPECIAL | Is.CLOSES_P | Is.BLOCK | Is.BREAKS),
  DFN(0),
  DIALOG(Is.CLOSES_P | Is.BLOCK | Is.BREAKS),
  DIR(Is.SPECIAL | Is.CLOSES_P | Is.BLOCK | Is.BREAKS),
  DIV(Is.SPECIAL | Is.CLOSES_P | Is.BLOCK | Is.LEAVES_SVG | Is.BREAKS),
  DL(Is.SPECIAL | Is.CLOSES_P | Is.BLOCK | Is.LEAVES_SVG | Is.BREAKS),
  DT(Is.SPECIAL | Is.IMPLIED_END | Is.LEAVES_SVG | Is.START_RULE | Is.END_RULE | Is.BREAKS),
  EM(Is.FORMATTING | Is.LEAVES_SVG),
  EMBED(Is.SPECIAL | Is.VOID | Is.COUNTS | Is.LEAVES_SVG),
  FIELDSET(Is.SPECIAL | Is.CLOSES_P | Is.BLOCK | Is.BREAKS),
  FIGCAPTION(Is.SPECIAL | Is.CLOSES_P | Is.BLOCK | Is.BREAKS),
  FIGURE(Is.SPECIAL | Is.CLOSES_P | Is.BLOCK | Is.BREAKS),
  FONT(Is.FORMATTING | Is.LEAVES_SVG),
  FOOTER(Is.SPECIAL | Is.CLOSES_P | Is.BLOCK | Is.BREAKS),
  FORM(Is.SPECIAL | Is.COUNTS | Is.START_RULE | Is.END_RULE | Is.BREAKS),
  FRAME(Is.SPECIAL | Is.VOID | Is.COUNTS | Is.START_RULE),
  FRAMESET(Is.SPECIAL | Is.START_RULE),
  H1(Is.SPECIAL | Is.HEADING | Is.LEAVES_SVG | Is.START_RULE | Is.END_RULE | Is.BREAKS),
  H2(Is.SPECIAL | Is.HEADING | Is.LEAVES_SVG | Is.START_RULE | Is.END_RULE | Is.BREAKS),
  H3(Is.SPECIAL | Is.HEADING | Is.LEAVES_SVG | Is.START_RULE | Is.END_RULE | Is.BREAKS),
  H4(Is.SPECIAL | Is.HEADING | Is.LEAVES_SVG | Is.START_RULE | Is.END_RULE | Is.BREAKS),
  H5(Is.SPECIAL | Is.HEADING | Is.LEAVES_SVG | Is.START_RULE | Is.END_RULE | Is.BREAKS),
  H6(Is.SPECIAL | Is.HEADING | Is.LEAVES_SVG | Is.START_RULE | Is.END_RULE | Is.BREAKS),
  HEAD(Is.SPECIAL | Is.LEAVES_SVG | Is.START_RULE),
  HEADER(Is.SPECIAL | Is.CLOSES_P | Is.BLOCK | Is.BREAKS),
  HGROUP(Is.SPECIAL | Is.CLOSES_P | Is.BLOCK | Is.BREAKS),
  HR(Is.SPECIAL | Is.VOID | Is.LEAVES_SVG | Is.START_RULE | Is.BREAKS),
  HTML(
      Is.SPECIAL | Is.COUNTS | Is.SCOPE | Is.START_RULE | Is.END_RULE | Is.TABLE_SCOPE | Is.BREAKS),
  I(Is.FORMATTING | Is.LEAVES_SVG),
  IFRAME(Is.SPECIAL | Is.TEXT | Is.COUNTS),
  IMAGE(Is.COUNTS),
  IMG(Is.SPECIAL | Is.VOID | Is.COUNTS | Is.LEAVES_SVG),
  INPUT(Is.SPECIAL | Is.VOID | Is.COUNTS | Is.START_RULE),
  INS(Is.COUNTS),
  KBD(0),
  KEYGEN(Is.SPECIAL | Is.VOID),
  LABEL(0),
  LEGEND(Is.BREAKS),
  LI(Is.SPECIAL | Is.IMPLIED_END | Is.LEAVES_SVG | Is.START_RULE | Is.END_RULE | Is.BREAKS),
  LINK(Is.SPECIAL | Is.VOID | Is.OF_HEAD | Is.COUNTS),
  LISTING(Is.SPECIAL | Is.BLOCK | Is.LEAVES_SVG | Is.START_RULE | Is.BREAKS),
  MAIN(Is.SPECIAL | Is.CLOSES_P | Is.BLOCK | Is.BREAKS),
  MAP(0),
  MARK(0),
  MARQUEE(Is.SPECIAL | Is.SCOPE | Is.MARKER | Is.START_RULE | Is.END_RULE | Is.BREAKS),
  MATH(Is.LEAVES_SVG | Is.START_RULE),
  MENU(Is.SPECIAL | Is.CLOSES_P | Is.BLOCK | Is.LEAVES_SVG | Is.BREAKS),
  META(Is.SPECIAL | Is.VOID | Is.OF_HEAD | Is.COUNTS | Is.LEAVES_SVG),
  METER(0),
  NAME(Is.START_RULE),
  NAV(Is.SPECIAL | Is.CLOSES_P | Is.BLOCK | Is.BREAKS),
  NOBR(Is.FORMATTING | Is.LEAVES_SVG | Is.START_RULE),
  NOEMBED(Is.SPECIAL | Is.TEXT),
  NOFRAMES(Is.SPECIAL | Is.OF_HEAD | Is.TEXT),
  NOSCRIPT(Is.SPECIAL | Is.START_RULE),
  OBJECT(Is.SPECIAL | Is.SCOPE | Is.MARKER | Is.COUNTS | Is.START_RULE | Is.END_RULE | Is.BREAKS),
  OL(Is.SPECIAL | Is.CLOSES_P | Is.BLOCK | Is.LEAVES_SVG | Is.ITEM_SCOPE | Is.BREAKS),
  OPTGROUP(Is.IMPLIED_END | Is.START_RULE | Is.BREAKS),
  OPTION(Is.IMPLIED_END | Is.START_RULE | Is.BREAKS),
  OUTPUT(0),
  P(Is.SPECIAL | Is.IMPLIED_END | Is.CLOSES_P | Is.LEAVES_SVG | Is.END_RULE | Is.BREAKS),
  PARAM(Is.SPECIAL | Is.VOID),
  PICTURE(0),
  PLAINTEXT(Is.SPECIAL | Is.START_RULE),
  PRE(Is.SPECIAL | Is.BLOCK | Is.LEAVES_SVG | Is.START_RULE | Is.BREAKS),
  PROGRESS(0),
  Q(Is.COUNTS),
  RB(Is.IMPLIED_END | Is.START_RULE),
  RP(Is.IMPLIED_END | Is.START_RULE),
  RT(Is.IMPLIED_END | Is.START_RULE),
  RTC(Is.IMPLIED_END | Is.START_RULE),
  RUBY(Is.LEAVES_SVG),
  S(Is.FORMATTING | Is.LEAVES_SVG),
  SAMP(0),
  SCRIPT(Is.SPECIAL | Is.OF_HEAD | Is.TEXT | Is.COUNTS | Is.LEAVES_SVG),
  SEARCH(Is.SPECIAL | Is.CLOSES_P | Is.BLOCK | Is.BREAKS),
  SECTION(Is.SPECIAL | Is.CLOSES_P | Is.BLOCK | Is.BREAKS),
  SELECT(Is.SPECIAL | Is.SCOPE | Is.BLOCK | Is.START_RULE | Is.BREAKS),
  SLOT(0),
  SMALL(Is.FORMATTING | Is.LEAVES_SVG),
  SOURCE(Is.SPECIAL | Is.VOID | Is.COUNTS),
  SPAN(Is.LEAVES_SVG),
  STRIKE(Is.FORMATTING | Is.LEAVES_SVG),
  STRONG(Is.FORMATTING | Is.LEAVES_SVG),
  STYLE(Is.SPECIAL | Is.OF_HEAD | Is.TEXT),
  SUB(Is.LEAVES_SVG),
  SUMMARY(Is.SPECIAL | Is.CLOSES_P | Is.BLOCK | Is.BREAKS),
  SUP(Is.LEAVES_SVG),
  SVG(Is.COUNTS | Is.START_RULE),
  TABLE(
      Is.SPECIAL
          | Is.SCOPE
          | Is.COUNTS
          | Is.LEAVES_SVG
          | Is.START_RULE
          | Is.TABLE_SCOPE
          | Is.BREAKS),
  TBODY(Is.SPECIAL | Is.COUNTS | Is.START_RULE | Is.BREAKS),
  TD(Is.SPECIAL | Is.SCOPE | Is.MARKER | Is.COUNTS | Is.START_RULE | Is.BREAKS),
  TEMPLATE(Is.SPECIAL | Is.SCOPE | Is.OF_HEAD | Is.LEAVES_SVG | Is.START_RULE | Is.END_RULE),
  TEXTAREA(Is.SPECIAL | Is.TEXT),
  TFOOT(Is.SPECIAL | Is.COUNTS | Is.START_RULE | Is.BREAKS),
  TH(Is.SPECIAL | Is.SCOPE | Is.MARKER | Is.COUNTS | Is.START_RULE | Is.BREAKS),
  THEAD(Is.SPECIAL | Is.COUNTS | Is.START_RULE | Is.BREAKS),
  TIME(0),
  TITLE(Is.SPECIAL | Is.OF_HEAD | Is.TEXT),
  TR(Is.SPECIAL | Is.COUNTS | Is.START_RULE | Is.BREAKS),
  TRACK(Is.SPECIAL | Is.VOID | Is.COUNTS),
  TT(Is.FORMATTING | Is.LEAVES_SVG),
  U(Is.FORMATTING | Is.LEAVES_SVG),
  UL(Is.SPECIAL | Is.CLOSES_P | Is.BLOCK | Is.LEAVES_SVG | Is.ITEM_SCOPE | Is.BREAKS),
  VAR(Is.LEAVES_SVG),
  VIDEO(Is.COUNTS),
  WBR(Is.SPECIAL | Is.VOID),
  XMP(Is.SPECIAL | Is.TEXT | Is.START_RULE | Is.BREAKS);

  /// The groups, as bits.
  static final class Is {
    /// In the standard's category of special elements.
    static final int SPECIAL = 1;

    /// Ends the search for an element in scope.
    static final int SCOPE = 1 << 1;

    /// Sets a marker in the list of active formatting elements.
    static final int MARKER = 1 << 2;

    /// May go without an end tag.
    static final int IMPLIED_END = 1 << 3;

    /// Has no contents.
    static final int VOID = 1 << 4;

    /// A formatting element.
    static final int FORMATTING = 1 << 5;

    /// A start tag closes an open `p` and has no other special rule.
    static final int CLOSES_P = 1 << 6;

    /// An end tag closes everything up to the element in scope.
    static final int BLOCK = 1 << 7;

    /// Belongs in the head.
    static final int OF_HEAD = 1 << 8;

    /// Contains text only: what looks like a tag in it is not one.
    static final int TEXT = 1 << 9;

    /// `h1` to `h6`.
    static final int HEADING = 1 << 10;

    /// Has attributes that matter to a crawler.
    static final int COUNTS = 1 << 11;

    /// Ends SVG content, or is not SVG within it.
    static final int LEAVES_SVG = 1 << 12;

    /// A start tag has a rule of its own in the body.
    static final int START_RULE = 1 << 13;

    /// An end tag has a rule of its own in the body.
    static final int END_RULE = 1 << 14;

    /// Ends the search in button scope, besides [#SCOPE].
    static final int BUTTON_SCOPE = 1 << 15;

    /// Ends the search in list item scope, besides [#SCOPE].
    static final int ITEM_SCOPE = 1 << 16;

    /// Ends the search in table scope.
    static final int TABLE_SCOPE = 1 << 17;

    /// Text before it and text in it do not stand on one line.
    static final int BREAKS = 1 << 18;

    private Is() {}
  }

  private static final HtmlTag[] TAGS = values();

  /// From names to indices of [#TAGS]; [#CUSTOM] is the first there and has no name.
  private static final NameTable NAMES = names();

  /// The code of each octet in a tag's name.
  static final byte[] CODES = NAMES.codes;

  /// How long a name that is known can be.
  static final int MAX_CHARS = NAMES.maxChars();

  private static final Map<String, HtmlTag> BY_NAME = byName();

  /// The name in lower case.
  final String text;

  private final int groups;

  HtmlTag(int groups) {
    this.text = name().toLowerCase(Locale.ROOT);
    this.groups = groups;
  }

  private static NameTable names() {
    var names = NameTable.ofTags();
    for (var i = 1; i < TAGS.length; i++) {
      names.add(TAGS[i].text, i);
    }
    return names;
  }

  private static Map<String, HtmlTag> byName() {
    var byName = new HashMap<String, HtmlTag>();
    for (var tag : TAGS) {
      byName.put(tag.text, tag);
    }
    return byName;
  }

  /// The tag of a name.
  ///
  /// @param name in lower case
  /// @return [#CUSTOM] for a name that is not known
  public static HtmlTag of(String name) {
    return BY_NAME.getOrDefault(name, CUSTOM);
  }

  /// The tag whose name has a key of the [NameTable].
  static HtmlTag of(long key) {
    var index = NAMES.index(key);
    return index < 0 ? CUSTOM : TAGS[index];
  }

  /// Whether it belongs to any of the given groups.
  boolean is(int any) {
    return (groups & any) != 0;
  }

  /// Whether the visible text before such an element and the text in it are of different words.
  ///
  /// @return true for blocks, cells, items, line breaks and the like
  public boolean breaksBefore() {
    return is(Is.BREAKS);
  }

  /// Whether the visible text in such an element and the text after it are of different words.
  ///
  /// @return false also for elements of which a scanner cannot always know the end
  public boolean breaksAfter() {
    return is(Is.BREAKS) && is(Is.SPECIAL) && !is(Is.TEXT);
  }

  /// Whether such an element contains text only, which is no visible text of the page.
  ///
  /// @return true for `script`, `textarea` and the like
  public boolean hidesText() {
    return is(Is.TEXT);
  }
}
