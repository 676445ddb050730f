package dev.spinneret.parse.html;

/// A page and how it was read.
///
/// @param page what it says; the same whatever read it
/// @param withoutTree whether the scanner settled it alone
public record ParsedPage(Page page, boolean withoutTree) {}
