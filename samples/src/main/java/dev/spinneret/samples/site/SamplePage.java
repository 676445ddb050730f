package dev.spinneret.samples.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a crawl must find at one page of the sample web.
///
/// @param number its place in the web, from 0; page 0 is where a crawl begins
/// @param url its absolute URL
/// @param status 200, or that of an error or a redirect
/// @param redirect where a redirect leads to; null for all others
/// @param links the targets of its `<a>` elements as absolute URLs without fragments, in document
///   order, repeated as they are there; empty when the status is not 200
public record SamplePage(
    int number, String url, int status, @Nullable String redirect, List<String> links) {}
