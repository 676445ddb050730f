package dev.spinneret.engine.crawl.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spinneret.engine.crawl.shared.OwnedDomains.Domain;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReleasesTest {
  private final List<Domain> owned =
      Stream.of(1L, 2L, 3L, 4L).map(id -> new Domain(id, new HashSet<>())).toList();
  private final Set<Long> busy = new HashSet<>();
  private final Set<Long> done = new HashSet<>();
  private final Set<Long> held = new HashSet<>();
  private final Releases releases =
      new Releases(
          domain -> done.contains(domain.id()) ? 0 : 5,
          domain -> !busy.contains(domain.id()),
          domain -> held.add(domain.id()));

  @Test
  void idleDomainsAreReleasedAtOnce() {
    assertEquals(List.of(1L, 2L), chosen(2, false, false));
    assertEquals(Set.of(), held);
  }

  @Test
  void busyDomainsAreHeldAndReleasedWhenTheyAreIdleWhateverHasChangedMeanwhile() {
    busy.addAll(Set.of(1L, 2L));

    assertEquals(List.of(3L), chosen(3, true, false));
    assertEquals(Set.of(1L, 2L), held);
    assertEquals(2, releases.heldCount());

    busy.remove(2L);
    assertEquals(List.of(2L), chosen(0, false, false));
    assertEquals(1, releases.heldCount());
  }

  @Test
  void busyDomainsAreLeftAloneWhenTheyMayNotBeHeld() {
    busy.addAll(Set.of(1L, 2L));

    assertEquals(List.of(3L, 4L), chosen(3, false, false));
    assertEquals(Set.of(), held);
  }

  @Test
  void aHeldDomainThatIsDoneStays() {
    busy.add(1L);
    chosen(1, true, false);
    done.add(1L);

    assertEquals(List.of(), chosen(0, true, false));
    assertEquals(0, releases.heldCount());
  }

  @Test
  void domainsWithoutWorkAreReleasedWhenThereAreTooMany() {
    done.addAll(Set.of(1L, 3L));
    busy.add(3L);

    assertEquals(List.of(), chosen(0, true, false));
    assertEquals(List.of(1L), chosen(0, true, true));
  }

  private List<Long> chosen(int surplus, boolean mayHold, boolean isFull) {
    return releases.choose(owned, surplus, mayHold, isFull).stream().map(Domain::id).toList();
  }
}
