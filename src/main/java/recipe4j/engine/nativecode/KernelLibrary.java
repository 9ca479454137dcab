package recipe4j.engine.nativecode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import recipe4j.engine.onednn.NativeLibraries;

/**
 * Loads the library of the kernels: it is read from the class path, compared with its SHA-256,
 * written to a new folder that only this user can open, loaded, and removed again. So no other user
 * and no other process can come between, and nothing is left behind.
 */
public final class KernelLibrary {
  static final String FOLDER = "/recipe4j/native/";
  static final String SUMS = FOLDER + "SHA256SUMS";

  private KernelLibrary() {}

  /** Tried once: a library that failed to load can't be loaded later. */
  private static final class Probe {
    static final Optional<String> FAULT;
    static final int LANES;

    static {
      Optional<String> fault = Optional.empty();
      int lanes = 0;
      try {
        load(Loader.getPlatform());
        lanes = NativeKernels.lanes();
        if (lanes == 0) {
          fault = Optional.of("the processor has neither AVX2 nor AVX-512");
        }
      } catch (IOException | LinkageError e) {
        fault = Optional.of(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
      }
      FAULT = fault;
      LANES = lanes;
    }
  }

  /**
   * The widest vectors that this processor has kernels for.
   *
   * @return floats: 16, 8 or 4; 0 if there are no kernels here
   */
  public static int lanes() {
    return Probe.LANES;
  }

  /** The instruction set with vectors of 16, 8 or 4 floats that the kernels are compiled for. */
  public static String name(int lanes) {
    return switch (lanes) {
      case 4 -> "NEON";
      case 8 -> "AVX2";
      case 16 -> "AVX-512";
      default -> "none";
    };
  }

  /**
   * Why there are no kernels here.
   *
   * @return one line, or empty if there are
   */
  public static Optional<String> fault() {
    return Probe.FAULT;
  }

  private static void load(String platform) throws IOException {
    String name = platform + "/" + System.mapLibraryName("recipe4j");
    byte[] library = verified(name, read(FOLDER + name), read(SUMS));
    try {
      load(library, Path.of(System.getProperty("java.io.tmpdir")));
    } catch (IOException | UnsatisfiedLinkError e) { // such as a folder without leave to execute
      load(library, NativeLibraries.cache());
    }
  }

  /** Loads a library through a folder of its own inside this one. */
  private static void load(byte[] library, Path parent) throws IOException {
    Path folder = Files.createTempDirectory(parent, "recipe4j");
    Path file = folder.resolve(System.mapLibraryName("recipe4j"));
    try {
      Files.write(file, library);
      System.load(file.toString());
    } finally {
      remove(file);
      remove(folder);
    }
  }

  /**
   * Compares a library with its recorded hash.
   *
   * @param name of the library, in the sums
   * @param library its bytes
   * @param sums lines of a SHA-256, two blanks and a name
   * @return the bytes
   * @throws IOException if they are others than those recorded
   */
  static byte[] verified(String name, byte[] library, byte[] sums) throws IOException {
    String line = sum(library) + "  " + name;
    if (new String(sums, StandardCharsets.US_ASCII).lines().noneMatch(line::equals)) {
      throw new IOException(
          "the kernels' library %s must have the SHA-256 that was recorded with it, found another; install recipe4j again"
              .formatted(name));
    }
    return library;
  }

  /** Windows keeps a library that is in use; there it goes when the JVM ends. */
  private static void remove(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      path.toFile().deleteOnExit();
    }
  }

  static byte[] read(String resource) throws IOException {
    try (InputStream in = KernelLibrary.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("there are no kernels for this platform: no " + resource);
      }
      return in.readAllBytes();
    }
  }

  private static String sum(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
