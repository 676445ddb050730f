package dev.spinneret.engine.io.datagram;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// A datagram that was received.
///
/// @param data its bytes, perhaps none; belongs to the receiver
/// @param sender the address of the sender
public record Datagram(ByteBuffer data, InetSocketAddress sender) {}
