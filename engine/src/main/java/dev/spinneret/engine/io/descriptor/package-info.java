/// The parts of descriptors: their registration with the poller, their callbacks, how tasks wait
/// for them, and the system calls of Linux.
///
/// For this module only. A descriptor over java.nio extends [NioDescriptor], one for the number of
/// a socket or pipe of Linux extends [EpollDescriptor] and uses its [SocketCalls] and [Transfers].
package dev.spinneret.engine.io.descriptor;
