/// Small programs that climb from a blocking fetch to tasks on an event loop, and then show what
/// tasks are good for.
///
/// The first five fetch the same pages: [BlockingFetch], [PoolFetch], [CallbackFetch],
/// [FutureFetch], [TaskFetch]. Read them in this order, each answers what was wrong with the one
/// before. Every class here is a program with a `main` of its own; the README of this module tells
/// the story.
@NullMarked
package dev.spinneret.samples.ladder;

import org.jspecify.annotations.NullMarked;
