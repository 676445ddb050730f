package dev.spinneret.parse.sitemap;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads entries from the elements of one XML vocabulary. Names are local and in lower case.
interface EntryReader {

  /// An element begins.
  ///
  /// @param name its name
  /// @param parent the element around it
  /// @param attributes gives an attribute by its name, null when there is none
  void start(String name, String parent, UnaryOperator<@Nullable String> attributes);

  /// An element ends, or the document breaks off inside it.
  ///
  /// @param name its name
  /// @param parent the element around it
  /// @param text the stripped text since the last tag
  void end(String name, String parent, String text);

  /// What was read, once the root element ended or the document broke off.
  Sitemap result();
}
