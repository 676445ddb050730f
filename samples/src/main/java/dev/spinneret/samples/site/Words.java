package dev.spinneret.samples.site;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;

/// The vocabulary of the sample web.
final class Words {
  private static final List<byte[]> ALL =
      Arrays.stream(
              """
              amber anchor apple autumn barley basket beacon birch bridge bright bronze butter
              candle canyon cedar chapel cherry cinder clover copper coral cotton crystal cypress
              dapple dawn delta desert dune eagle early east ember evening fallow feather fern field
              finch flint forest fountain frost garden gentle ginger glacier golden granite harbour
              harvest hazel heather heron hidden hollow honey horizon island ivory ivy jasper juniper
              kettle lantern lark laurel lavender linden little lively lunar maple marble marsh meadow
              mellow mill mint misty morning mossy mountain narrow north oak ocean olive orchard otter
              paper pebble pepper pine plain plum pond poplar prairie quarry quiet rain raven reed
              ridge river robin rose round russet saffron sage salt sandy scarlet shadow silver sky
              slate slow snow south sparrow spring spruce star stone storm stream summer sunny swift
              tall thistle thunder timber valley velvet violet walnut water west wheat wild willow
              window winter wonder wood yarrow yellow
              """
                  .strip()
                  .split("\\s+", -1))
          .map(word -> word.getBytes(US_ASCII))
          .toList();

  private Words() {}

  /// One of the words, picked by the low bits of `mixed`.
  static byte[] at(long mixed) {
    return ALL.get((int) (((mixed & 0xFFFF) * ALL.size()) >>> 16));
  }
}
