package recipe4j.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the full MNIST, or downloads it; see {@link Mnist} for the order. */
final class MnistFinder {
  /**
   * The four raw files, verified.
   *
   * @param folder where they are
   * @param origin where they come from, for people
   */
  record Found(Path folder, String origin) {}

  /** Somewhere to look. */
  private record Place(String name, Path location) {}

  private final DataOptions options;
  private final Map<IdxPart, String> checksums;
  private final MnistCache cache;

  /**
   * A finder.
   *
   * @param checksums of the unpacked files
   * @param pace of the download
   */
  MnistFinder(DataOptions options, Map<IdxPart, String> checksums, MirrorDownload.Pace pace) {
    this.options = options;
    this.checksums = checksums;
    this.cache = new MnistCache(options, checksums, pace);
  }

  /**
   * Finds or downloads.
   *
   * @throws InvalidDataException if the folder given holds something else
   * @throws DownloadException if nothing is found and nothing can be downloaded
   */
  Found find() throws IOException {
    if (options.folder() != null) {
      return given(new Place("the folder given", options.folder()));
    }
    List<String> damaged = new ArrayList<>();
    for (Place place : usualPlaces()) {
      try {
        Optional<MnistSource> source = MnistSource.at(place.location());
        if (source.isPresent() && source.get().missing().isEmpty()) {
          Path folder = folderOf(source.get(), false);
          return new Found(folder, "%s, %s".formatted(place.name(), place.location()));
        }
      } catch (IOException e) {
        damaged.add(e.getMessage()); // nobody asked for this place in particular
      }
    }
    return new Found(download(damaged), "recipe4j's cache, " + options.cache());
  }

  private Path download(List<String> damaged) throws DownloadException {
    String absent =
        damaged.isEmpty()
            ? "the full MNIST is not on this machine"
            : "the full MNIST is damaged (%s)".formatted(String.join("; ", damaged));
    if (!options.download()) {
      throw new DownloadException(
          "%s and may not be downloaded; %s".formatted(absent, MnistCache.REMEDY));
    }
    try {
      Path folder = cache.download();
      damaged.forEach(options.progress()::message);
      return folder;
    } catch (DownloadException e) {
      throw new DownloadException("%s; %s".formatted(absent, e.getMessage()), e);
    }
  }

  private Found given(Place place) throws IOException {
    Path location = place.location();
    MnistSource source =
        MnistSource.at(location)
            .orElseThrow(
                () ->
                    new FileNotFoundException(
                        "%s: the data folder must hold MNIST's four files or %s, found %s; give another one as --data"
                            .formatted(
                                location,
                                MnistSource.KERAS_NAME,
                                Files.exists(location) ? "neither" : "no such folder")));
    if (!source.missing().isEmpty()) {
      throw new FileNotFoundException(
          "%s: the data folder must hold MNIST's four files, raw or .gz, found no %s; add what lacks"
              .formatted(location, source.missing()));
    }
    return new Found(folderOf(source, true), "%s, %s".formatted(place.name(), location));
  }

  private Path folderOf(MnistSource source, boolean given) throws IOException {
    Optional<Path> ready = source.readyFolder();
    if (ready.isEmpty()) {
      return cache.unpack(source, given);
    }
    for (IdxPart part : IdxPart.values()) {
      source.verify(part, checksums.get(part));
    }
    return ready.get();
  }

  /** Looks at all places. */
  List<DataPlace> places() {
    List<Place> places = new ArrayList<>();
    if (options.folder() != null) {
      places.add(new Place("the folder given", options.folder()));
    }
    places.addAll(usualPlaces());
    return places.stream().map(this::look).toList();
  }

  private DataPlace look(Place place) {
    DataPlace.State state;
    String detail = "";
    try {
      Optional<MnistSource> source = MnistSource.at(place.location());
      if (source.isEmpty()) {
        state = DataPlace.State.ABSENT;
      } else if (!source.get().missing().isEmpty()) {
        state = DataPlace.State.INCOMPLETE;
        detail = "no " + source.get().missing();
      } else {
        for (IdxPart part : IdxPart.values()) {
          source.get().verify(part, checksums.get(part));
        }
        state = DataPlace.State.VERIFIED;
      }
    } catch (IOException e) {
      state = DataPlace.State.WRONG_CHECKSUM;
      detail = e.getMessage();
    }
    return new DataPlace(place.name(), place.location(), state, detail);
  }

  private List<Place> usualPlaces() {
    List<Place> places = new ArrayList<>();
    places.add(new Place("recipe4j's cache", options.cache()));
    for (Path folder : options.environment().dl4jCaches()) {
      places.add(new Place("DL4J's cache", folder));
    }
    places.add(new Place("Keras's cache", options.environment().kerasArchive()));
    return places;
  }
}
