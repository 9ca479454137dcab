package recipe4j.datasets;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recipe4j.data.InvalidDataException;
import recipe4j.data.LabelledImages;
import recipe4j.datasets.download.DownloadException;
import recipe4j.datasets.download.MirrorDownload;
import recipe4j.datasets.idx.IdxPart;

/** Finds the full MNIST, or downloads it; see {@link Mnist} for the order. */
final class MnistFinder {
  /** MNIST, verified. */
  interface Found {
    /** Where it comes from, as it is shown. */
    String origin();

    LabelledImages train() throws IOException;

    LabelledImages test() throws IOException;
  }

  /**
   * The four raw files, as DL4J reads them.
   *
   * @param folder where they are
   * @param origin where they come from, as it is shown
   */
  record RawFiles(Path folder, String origin) implements Found {
    @Override
    public LabelledImages train() throws IOException {
      return MnistReader.train(folder);
    }

    @Override
    public LabelledImages test() throws IOException {
      return MnistReader.test(folder);
    }
  }

  /**
   * Packed files that can't be unpacked into the cache.
   *
   * @param source what they hold
   * @param sha256 of the unpacked parts
   * @param origin where they come from, as it is shown
   */
  record PackedFiles(MnistSource source, Map<IdxPart, String> sha256, String origin)
      implements Found {
    @Override
    public LabelledImages train() throws IOException {
      return source.read(IdxPart.TRAIN_IMAGES, IdxPart.TRAIN_LABELS, sha256);
    }

    @Override
    public LabelledImages test() throws IOException {
      return source.read(IdxPart.TEST_IMAGES, IdxPart.TEST_LABELS, sha256);
    }
  }

  /** A place to search. */
  private record Place(String name, Path location) {}

  private final DataOptions options;
  private final Map<IdxPart, String> checksums;
  private final MnistCache cache;

  /**
   * Makes a finder.
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
   * Finds MNIST on this machine, or downloads it.
   *
   * @throws InvalidDataException if the folder given holds something else
   * @throws DownloadException if nothing is found and nothing can be downloaded
   */
  Found find() throws IOException {
    if (options.folder != null) {
      return given(new Place("the folder given", options.folder));
    }
    List<String> wrong = new ArrayList<>();
    for (Place place : usualPlaces()) {
      try {
        Optional<MnistSource> source = MnistSource.at(place.location());
        if (source.isPresent() && source.get().missing().isEmpty()) {
          return found(place, source.get(), false);
        }
      } catch (IOException e) {
        wrong.add(reason(e)); // nobody asked for this place in particular
      }
    }
    return new RawFiles(download(wrong), "recipe4j's cache, " + options.cache);
  }

  private Path download(List<String> wrong) throws DownloadException {
    String absent =
        wrong.isEmpty()
            ? "the full MNIST is not on this machine"
            : "the full MNIST can't be used (%s)".formatted(String.join("; ", wrong));
    if (!options.download) {
      throw new DownloadException(
          "%s and may not be downloaded; %s".formatted(absent, MnistCache.REMEDY));
    }
    try {
      Path folder = cache.download();
      wrong.forEach(options.progress::message);
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
    return found(place, source, true);
  }

  private Found found(Place place, MnistSource source, boolean given) throws IOException {
    String origin = "%s, %s".formatted(place.name(), place.location());
    Optional<Path> ready = source.readyFolder();
    if (ready.isEmpty()) {
      Optional<Path> unpacked = cache.unpack(source, given);
      return unpacked.isPresent()
          ? new RawFiles(unpacked.get(), origin)
          : new PackedFiles(source, checksums, origin);
    }
    for (IdxPart part : IdxPart.values()) {
      source.verify(part, part.of(checksums));
    }
    return new RawFiles(ready.get(), origin);
  }

  /** Java's message of a folder that may not be listed is its bare name. */
  static String reason(IOException e) {
    return e instanceof AccessDeniedException denied && denied.getReason() == null
        ? e.getMessage() + ": it may not be read (permission denied); change its permissions"
        : String.valueOf(e.getMessage());
  }

  /** What each place that is searched holds. */
  List<DataPlace> places() {
    List<Place> places = new ArrayList<>();
    if (options.folder != null) {
      places.add(new Place("the folder given", options.folder));
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
          source.get().verify(part, part.of(checksums));
        }
        state = DataPlace.State.VERIFIED;
      }
    } catch (IOException e) {
      state =
          e instanceof AccessDeniedException
              ? DataPlace.State.UNREADABLE
              : DataPlace.State.WRONG_CHECKSUM;
      detail = reason(e);
    }
    return new DataPlace(place.name(), place.location(), state, detail);
  }

  private List<Place> usualPlaces() {
    List<Place> places = new ArrayList<>();
    places.add(new Place("recipe4j's cache", options.cache));
    for (Path folder : options.environment.dl4jCaches()) {
      places.add(new Place("DL4J's cache", folder));
    }
    places.add(new Place("Keras's cache", options.environment.kerasArchive()));
    return places;
  }
}
