package dev.spinneret.samples.site;

/// What a sample web has served so far.
///
/// @param requests requests answered, or being answered
/// @param distinct different pages and paths among them
/// @param connections connections accepted
/// @param maxInFlight the most requests that were being answered at the same time: read, and not
///   yet written
/// @param errorsServed answers with a status of 400 or more
/// @param forbiddenServed requests for what robots.txt forbids
public record SiteStats(
    long requests,
    long distinct,
    long connections,
    long maxInFlight,
    long errorsServed,
    long forbiddenServed) {}
