package dev.spinneret.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// The CPU time that this machine has spent since it started, and the part of it that a comparison
/// itself has used: what is left is the work of others, which blurs every figure.
///
/// In hundredths of a second, as Linux reports in `/proc` (proc(5)); all 0 elsewhere.
///
/// @param allTicks of all cores, idle time included
/// @param idleTicks of all cores
/// @param ownTicks of this process, its ended children, and the origin
record MachineLoad(long allTicks, long idleTicks, long ownTicks) {
  private static final Path PROC = Path.of("/proc");

  /// Asks the system.
  ///
  /// @param originPid the process of the origin; 0 when it is none of ours
  static MachineLoad now(long originPid) {
    try {
      var own = ticks(Files.readString(PROC.resolve("self/stat")), 4);
      var origin =
          originPid == 0 ? 0 : ticks(Files.readString(PROC.resolve(originPid + "/stat")), 2);
      return of(Files.readString(PROC.resolve("stat")), own + origin);
    } catch (IOException | NumberFormatException _) {
      return new MachineLoad(0, 0, 0);
    }
  }

  /// Reads the first line of `/proc/stat`: user, nice, system, idle, iowait, irq, softirq, steal.
  static MachineLoad of(String stat, long ownTicks) {
    var fields = stat.substring(0, stat.indexOf('\n')).strip().split("\\s+", -1);
    var times = Arrays.stream(fields, 1, 9).mapToLong(Long::parseLong).toArray();
    return new MachineLoad(Arrays.stream(times).sum(), times[3] + times[4], ownTicks);
  }

  /// User and system time of a process, and of its ended children if four numbers are requested.
  private static long ticks(String stat, int count) {
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Arrays.stream(fields, 11, 11 + count).mapToLong(Long::parseLong).sum();
  }

  /// The part of the machine's CPU that others used since an earlier time.
  ///
  /// @return from 0 to 1
  double othersSince(MachineLoad earlier) {
    var all = allTicks - earlier.allTicks;
    var busy = all - (idleTicks - earlier.idleTicks);
    var others = busy - (ownTicks - earlier.ownTicks);
    return all <= 0 ? 0 : Math.max(0, Math.min(1, others / (double) all));
  }
}
