package dev.spinneret.engine.crawl.state;

import java.sql.Connection;

/// A state file that was opened for a crawl.
///
/// @param connection the only one; closed by whoever opened it
/// @param wasFinished whether the last run left nothing to do, or was ended by a budget
/// @param repeats whether this run repeats another, begun now or resumed
record OpenState(Connection connection, boolean wasFinished, boolean repeats) {}
