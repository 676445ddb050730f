/// Small programs that climb from a blocking fetch to tasks on an event loop, and then show what
/// tasks are good for.
///
/// The first six fetch the same pages: [BlockingFetch], [PoolFetch], [SelectorFetch],
/// [CallbackFetch], [FutureFetch], [TaskFetch]. Read them in this order, each answers what was
/// wrong with the one before. Every public class here is a program with a `main` of its own; the
/// README of this module has them all in a table.
@NullMarked
package dev.spinneret.samples.ladder;

import org.jspecify.annotations.NullMarked;
