package dev.spinneret.engine.io.datagram;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// A datagram that has arrived.
///
/// @param data all of it, perhaps nothing; belongs to who received it
/// @param sender who sent it
public record Datagram(ByteBuffer data, InetSocketAddress sender) {}
