package recipe4j.datasets.pictures;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import recipe4j.data.ImageShape;
import recipe4j.data.InvalidDataException;
import recipe4j.data.LabelledImages;
import recipe4j.image.Preparation;

/**
 * The pictures of every class, a folder each.
 *
 * @param folder that holds the class folders
 * @param pictures class name to its files, both sorted by name; no class is empty
 */
public record ClassFolders(Path folder, SortedMap<String, List<Path>> pictures) {
  /** Any fixed number: the same pictures always fall on the same side. */
  private static final long SEED = 1;

  /**
   * Lists a folder. Hidden files are passed over, and files beside the class folders.
   *
   * @throws FileNotFoundException if there is no such folder
   * @throws InvalidDataException if a class has no picture or holds a folder, or there is only one
   */
  public static ClassFolders list(Path folder) throws IOException {
    SortedMap<String, List<Path>> pictures = new TreeMap<>();
    for (Path child : visible(folder)) {
      if (Files.isDirectory(child)) {
        pictures.put(child.getFileName().toString(), files(child));
      }
    }
    if (pictures.size() < 2) {
      throw new InvalidDataException(
          "%s: a folder of pictures must hold at least 2 class folders, found %s; make one per class"
              .formatted(folder, pictures.isEmpty() ? "none" : "only " + pictures.firstKey()));
    }
    return new ClassFolders(folder, pictures);
  }

  private static List<Path> files(Path classFolder) throws IOException {
    List<Path> files = visible(classFolder);
    if (files.isEmpty()) {
      throw new InvalidDataException(
          classFolder + ": a class folder must hold pictures, found none; add some or remove it");
    }
    for (Path file : files) {
      if (Files.isDirectory(file)) {
        throw new InvalidDataException(
            "%s: a class folder must hold pictures only, found the folder %s; move it away"
                .formatted(classFolder, file.getFileName()));
      }
    }
    return files;
  }

  /** The children of a folder that are not hidden, sorted by name. */
  public static List<Path> visible(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new FileNotFoundException(
          "%s: pictures in class folders must be in a folder, found %s; give another one as --data"
              .formatted(folder, Files.exists(folder) ? "a file" : "nothing"));
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(ClassFolders::isVisible)
          .sorted(Comparator.comparing(child -> child.getFileName().toString()))
          .toList();
    }
  }

  private static boolean isVisible(Path path) {
    String name = path.getFileName().toString();
    return !name.startsWith(".") && !name.equals("Thumbs.db") && !name.equals("desktop.ini");
  }

  /** Names of the classes, class 0 first. */
  public List<String> names() {
    return List.copyOf(pictures.keySet());
  }

  /**
   * The files in an order in which every stretch holds the classes in their shares, so that a cut
   * anywhere leaves both sides their part of each class. Within a class the order is random, but
   * always the same.
   */
  public List<Path> dealt() {
    record Card(Path file, double place) {}
    List<Card> cards = new ArrayList<>();
    Random random = new Random(SEED);
    for (List<Path> files : pictures.values()) {
      List<Path> shuffled = new ArrayList<>(files);
      Collections.shuffle(shuffled, random);
      for (int i = 0; i < shuffled.size(); i++) {
        cards.add(new Card(shuffled.get(i), (i + 0.5) / shuffled.size()));
      }
    }
    cards.sort(Comparator.comparingDouble(Card::place));
    return cards.stream().map(Card::file).toList();
  }

  /**
   * Reads the pictures in the order of {@link #dealt}.
   *
   * @param shape height and width that they get
   * @param classes names of all classes; a picture's label is the place of its folder's name
   * @param preparation how a picture becomes an image of that size
   * @param unreadable is called for every picture that is left out; it may throw the fault to stop
   * @throws IOException if {@code unreadable} throws
   */
  public LabelledImages read(
      ImageShape shape,
      List<String> classes,
      Preparation preparation,
      UnreadablePictures unreadable)
      throws IOException {
    PictureLoader loader = new PictureLoader(shape, preparation);
    List<Path> files = dealt();
    byte[] pixels = new byte[Math.multiplyExact(files.size(), shape.pixels())];
    int[] labels = new int[files.size()];
    int count = 0;
    for (Path file : files) {
      try {
        byte[] image = loader.load(file).pixels();
        System.arraycopy(image, 0, pixels, count * image.length, image.length);
        labels[count++] = classes.indexOf(file.getName(file.getNameCount() - 2).toString());
      } catch (IOException e) {
        unreadable.leftOut(e);
      }
    }
    return LabelledImages.of(
        shape, Arrays.copyOf(pixels, count * shape.pixels()), Arrays.copyOf(labels, count));
  }

  /**
   * Takes a part of every class away for the test.
   *
   * @param oneOf one picture of that many is taken, at least one of each class
   * @return what is left, and what was taken
   * @throws InvalidDataException if a class has only one picture
   */
  public List<ClassFolders> split(int oneOf) throws InvalidDataException {
    SortedMap<String, List<Path>> left = new TreeMap<>();
    SortedMap<String, List<Path>> taken = new TreeMap<>();
    for (String name : names()) {
      List<Path> files = new ArrayList<>(pictures.get(name));
      if (files.size() < 2) {
        throw new InvalidDataException(
            "%s: a class must have at least 2 pictures, one to learn and one to test, found %s; add some"
                .formatted(folder.resolve(name), files.size()));
      }
      Collections.shuffle(files, new Random(SEED));
      int test = Math.max(1, files.size() / oneOf);
      taken.put(name, files.subList(0, test).stream().sorted().toList());
      left.put(name, files.subList(test, files.size()).stream().sorted().toList());
    }
    return List.of(new ClassFolders(folder, left), new ClassFolders(folder, taken));
  }
}
