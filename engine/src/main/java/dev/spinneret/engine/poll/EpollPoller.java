package dev.spinneret.engine.poll;

import dev.spinneret.engine.jdk.JdkAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The poller of Linux: `epoll` through the Foreign Function API, edge-triggered, with timeouts in
/// nanoseconds.
///
/// A descriptor is registered once, for reading and writing, and then gets an event for every
/// change: it stays ready until a call returns `EAGAIN`. That saves all further calls of
/// `epoll_ctl`; closing a descriptor removes it.
///
/// An event carries the slot and the generation of its registration. A slot that was reused has a
/// later generation, so a stale event is ignored.
public final class EpollPoller implements Poller {
  /// Event bit: there is something to read or accept.
  public static final int IN = 0x1;

  /// Event bit: there is room to write, or a connect has finished.
  public static final int OUT = 0x4;

  /// Event bit: the descriptor has failed.
  public static final int ERROR = 0x8;

  /// Event bit: both directions have ended.
  public static final int HANG_UP = 0x10;

  /// Event bit: the peer has ended its output.
  public static final int READ_HANG_UP = 0x2000;

  private static final int EDGE_TRIGGERED = 1 << 31;
  private static final int CTL_ADD = 1;
  private static final int CLOSE_ON_EXEC = 0x80000;
  private static final int NON_BLOCKING = 0x800;
  private static final int EINTR = 4;
  private static final int ENOSYS = 38;
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private static final MemorySegment EPOLL_CREATE1 = Libc.find("epoll_create1");
  private static final MemorySegment EPOLL_CTL = Libc.find("epoll_ctl");
  private static final MemorySegment EPOLL_WAIT = Libc.find("epoll_wait");
  private static final MemorySegment EPOLL_PWAIT2 = Libc.find("epoll_pwait2");
  private static final MemorySegment EVENTFD = Libc.find("eventfd");
  private static final MemorySegment CLOSE = Libc.find("close");

  /// `struct epoll_event` is packed on x86_64 and nowhere else.
  private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");

  private static final int EVENT_BYTES = PACKED ? 12 : 16;
  private static final int DATA_OFFSET = PACKED ? 4 : 8;

  /// Few, so that a turn is short: when a thousand replies arrive at once, the first tasks that
  /// finish make room for new ones before the last reply is read. That makes a crawl with a
  /// thousand fetches in flight a third faster, and the additional calls cost a hundredth of that.
  private static final int EVENTS_PER_POLL = 16;

  /// The data of the wake-up descriptor's events, which no slot has.
  private static final long WAKEUP_DATA = -1;

  private final Libc libc = new Libc();
  private final NativeMemory events = NativeMemory.allocate(EVENT_BYTES * EVENTS_PER_POLL);
  private final NativeMemory timespec = NativeMemory.allocate(2 * Long.BYTES);
  private final int epollDescriptor;
  private final EpollWakeup wakeup;
  private boolean millisecondsOnly = EPOLL_PWAIT2.equals(MemorySegment.NULL);

  private @Nullable Registration[] slots = new Registration[64];
  private final ArrayDeque<Integer> freeSlots = new ArrayDeque<>();
  private int usedSlotCount;
  private int generation;

  /// The callbacks of a registered descriptor.
  public interface Ready {
    /// Called on the loop's thread within the poll; must not block, close or register anything.
    ///
    /// @param events the event bits of this class
    void onReady(int events);

    /// Called when the loop is closed while the descriptor is still registered; closes the
    /// descriptor.
    void onPollerClose();
  }

  /// The registration of a descriptor, valid until [EpollPoller#deregister].
  public static final class Registration {
    private final int slot;
    private final int generation;
    private final Ready ready;

    private Registration(int slot, int generation, Ready ready) {
      this.slot = slot;
      this.generation = generation;
      this.ready = ready;
    }
  }

  private EpollPoller() throws IOException {
    epollDescriptor = libc.call(EPOLL_CREATE1, CLOSE_ON_EXEC, 0, 0);
    check(epollDescriptor, "epoll_create1");
    int eventDescriptor = libc.call(EVENTFD, 0, CLOSE_ON_EXEC | NON_BLOCKING, 0);
    try {
      check(eventDescriptor, "eventfd");
      register(eventDescriptor, IN | EDGE_TRIGGERED, WAKEUP_DATA);
    } catch (IOException e) {
      libc.call(CLOSE, epollDescriptor, 0, 0);
      throw e;
    }
    wakeup = new EpollWakeup(eventDescriptor);
  }

  /// Opens an epoll instance.
  ///
  /// @return the poller, which its loop closes
  /// @throws UnsupportedOperationException if this is not Linux on x86_64 or aarch64, or native
  ///   access is not enabled
  public static EpollPoller open() {
    if (!isAvailable()) {
      throw new UnsupportedOperationException(
          "epoll needs Linux on x86_64 or aarch64, and --enable-native-access="
              + JdkAccess.moduleInFlags());
    }
    try {
      return new EpollPoller();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open an epoll instance", e);
    }
  }

  /// Whether epoll can be used on this machine and in this process.
  ///
  /// @return true on Linux with native access enabled
  public static boolean isAvailable() {
    String architecture = System.getProperty("os.arch");
    return System.getProperty("os.name").equals("Linux")
        && (architecture.equals("amd64") || architecture.equals("aarch64"))
        && EpollPoller.class.getModule().isNativeAccessEnabled();
  }

  /// Registers a descriptor for every event. Called on the loop's thread.
  ///
  /// @param descriptor in non-blocking mode
  /// @param ready called for each change; the first is its current state
  /// @return the argument of [#deregister], which must be called before the descriptor is closed
  /// @throws IOException if the system refuses
  public Registration register(int descriptor, Ready ready) throws IOException {
    Integer free = freeSlots.poll();
    int slot = free == null ? usedSlotCount++ : free;
    if (slot == slots.length) {
      slots = Arrays.copyOf(slots, 2 * slot);
    }
    var registration = new Registration(slot, generation++, ready);
    slots[slot] = registration;
    try {
      long data = (long) registration.generation << 32 | slot;
      register(descriptor, IN | OUT | READ_HANG_UP | EDGE_TRIGGERED, data);
    } catch (IOException e) {
      deregister(registration);
      throw e;
    }
    return registration;
  }

  /// Removes a descriptor that is about to be closed. Called on the loop's thread.
  ///
  /// @param registration from [#register]
  public void deregister(Registration registration) {
    slots[registration.slot] = null;
    freeSlots.push(registration.slot);
  }

  @Override
  public void poll(long timeoutNanos) {
    if (timeoutNanos <= 0 && !watchesAnything()) {
      // Without descriptors none can be ready: a loop that only computes makes no system call.
      return;
    }
    int count = timeoutNanos > 0 ? awaitInterruptibly(timeoutNanos) : await(0);
    for (int i = 0; i < count; i++) {
      int event = i * EVENT_BYTES;
      long data = events.bytes().getLong(event + DATA_OFFSET);
      var registration = data == WAKEUP_DATA ? null : slots[(int) data];
      if (registration != null && registration.generation == (int) (data >> 32)) {
        registration.ready.onReady(events.bytes().getInt(event));
      }
    }
  }

  @Override
  public boolean watchesAnything() {
    return usedSlotCount > freeSlots.size();
  }

  @Override
  public void wakeup() {
    wakeup.wakeup();
  }

  @Override
  public void close() {
    for (var registration : slots.clone()) {
      if (registration != null) {
        registration.ready.onPollerClose();
      }
    }
    try {
      wakeup.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the event descriptor", e);
    } finally {
      libc.call(CLOSE, epollDescriptor, 0, 0);
    }
  }

  /// Waits; an interrupt of the thread ends the wait.
  private int awaitInterruptibly(long timeoutNanos) {
    wakeup.beginWait();
    try {
      return await(timeoutNanos);
    } finally {
      wakeup.endWait();
    }
  }

  private int await(long timeoutNanos) {
    int count = millisecondsOnly ? awaitMillis(timeoutNanos) : awaitNanos(timeoutNanos);
    if (count < 0 && libc.errno() == ENOSYS && !millisecondsOnly) {
      millisecondsOnly = true;
      count = awaitMillis(timeoutNanos);
    }
    if (count < 0 && libc.errno() != EINTR) {
      throw new IllegalStateException("epoll_wait: " + libc.message(libc.errno()));
    }
    return count;
  }

  private int awaitNanos(long timeoutNanos) {
    long nanos = Math.max(0, timeoutNanos);
    timespec.bytes().putLong(0, nanos / NANOS_PER_SECOND);
    timespec.bytes().putLong(Long.BYTES, nanos % NANOS_PER_SECOND);
    return (int)
        libc.call(
            EPOLL_PWAIT2,
            epollDescriptor,
            events.address(),
            EVENTS_PER_POLL,
            timespec.address(),
            0,
            0);
  }

  /// For kernels before 5.11. Rounded up: waking before a timer is due would poll again and again.
  private int awaitMillis(long timeoutNanos) {
    long millis = Math.ceilDiv(Math.max(0, timeoutNanos), NANOS_PER_MILLI);
    return (int)
        libc.call(EPOLL_WAIT, epollDescriptor, events.address(), EVENTS_PER_POLL, millis, 0, 0);
  }

  private void register(int descriptor, int interest, long data) throws IOException {
    events.bytes().putInt(0, interest);
    events.bytes().putLong(DATA_OFFSET, data);
    check(
        (int) libc.call(EPOLL_CTL, epollDescriptor, CTL_ADD, descriptor, events.address(), 0, 0),
        "epoll_ctl");
  }

  private void check(int result, String call) throws IOException {
    if (result < 0) {
      throw new IOException(call + ": " + libc.message(libc.errno()));
    }
  }
}
