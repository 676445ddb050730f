/// Parts of which descriptors are made, for the packages that have some: what one is for its
/// poller, who waits for it, and the calls of Linux.
///
/// For this module only. A descriptor over java.nio extends [NioDescriptor], one over the number of
/// a socket or pipe of Linux extends [EpollDescriptor] and makes its [SocketCalls].
package dev.spinneret.engine.io.descriptor;
