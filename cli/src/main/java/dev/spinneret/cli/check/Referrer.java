package dev.spinneret.cli.check;

import dev.spinneret.parse.html.LinkKind;
import dev.spinneret.parse.html.LinkPlace;

/// A link to a target.
///
/// @param page the URL of the page with the link
/// @param kind what kind of link it is
/// @param place where in the page it stands
record Referrer(String page, LinkKind kind, LinkPlace place) {}
