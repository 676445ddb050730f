package dev.spinneret.parse.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MimeSnifferTest {
  private static String sniffed(byte[] body, boolean nosniff) {
    return MimeSniffer.typeOf(null, nosniff, body).essence();
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html>",
        " \r\n\t\f<!doctype HTML ",
        "<html>",
        "<HEAD >",
        "<script >",
        "<a href=x>",
        "<p>",
        "<!-- x",
        "<body bgcolor=x>",
        "\u00EF\u00BB\u00BF<html>"
      })
  void htmlIsFound(String text) {
    assertEquals("text/html", sniffed(latin1(text), false));
    assertEquals("text/plain", sniffed(latin1(text), true));
  }

  @Test
  void htmlIsFoundInUtf16() {
    var html = "\uFEFF <!doctype html><a href=x>";
    assertEquals("text/html", sniffed(html.getBytes(StandardCharsets.UTF_16LE), false));
    assertEquals("text/html", sniffed(html.getBytes(StandardCharsets.UTF_16BE), false));
    var text = "\uFEFFhtml";
    assertEquals("text/plain", sniffed(text.getBytes(StandardCharsets.UTF_16LE), false));
  }

  @Test
  void xmlIsFound() {
    assertEquals("text/xml", sniffed(latin1("<?xml version='1.0'?><a/>"), false));
    assertEquals("text/plain", sniffed(latin1("<?xml version='1.0'?><a/>"), true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "<htmlx>", "<html", "<p", "< html>", "<foo>", "x <html>"})
  void otherTextIsPlain(String text) {
    assertEquals("text/plain", sniffed(latin1(text), false));
  }

  @Test
  void controlCharactersAreBinary() {
    assertEquals("application/octet-stream", sniffed(latin1("a\0b"), false));
    assertEquals("text/plain", sniffed(latin1("a\u001Bb"), false));
  }

  @Test
  void typeThatWasSentStays() {
    var plain = new ContentType("text/plain", null);
    assertEquals(plain, MimeSniffer.typeOf(plain, false, latin1("<html>")));
    for (var unknown : new String[] {"unknown/unknown", "application/unknown"}) {
      assertEquals(
          new ContentType("text/html", "koi8-r"),
          MimeSniffer.typeOf(new ContentType(unknown, "koi8-r"), false, latin1("<html>")));
    }
  }

  @Test
  void anyOctetsGiveAnAnswer() {
    var random = new Random(7);
    for (var i = 0; i < 20_000; i++) {
      var body = new byte[random.nextInt(20)];
      random.nextBytes(body);
      if (random.nextBoolean() && body.length > 1) {
        body[0] = (byte) (random.nextBoolean() ? 0xFE : 0xFF);
        body[1] = (byte) (body[0] ^ 1);
      }
      assertEquals(-1, sniffed(body, random.nextBoolean()).indexOf("unknown"), "seed 7, " + i);
    }
  }
}
