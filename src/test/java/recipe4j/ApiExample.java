package recipe4j;

import java.io.IOException;
import java.util.List;

/** For {@link PublicApiTest}: a bit of everything. */
@SuppressWarnings({"ComparableType", "DoNotCallSuggester"}) // only its signatures are read
public abstract class ApiExample<T> implements Comparable<T> {
  /** Shown. */
  public final int count;

  /** Shown with its type. */
  public ApiExample(int count) {
    this.count = count;
  }

  ApiExample() {
    this(hidden());
  }

  private static int hidden() {
    return 1;
  }

  /** Shown with its last parameter as it is written. */
  public List<T> all(int[] places, Object... others) throws IOException {
    throw new IOException(places.length + " " + others.length);
  }

  /** Shown, as a subclass sees it. */
  protected abstract void inside();

  /** Shown. */
  public static ApiExample<String> of() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String toString() {
    return "";
  }

  /** Shown. */
  public interface Caller {
    /** Shown without a modifier. */
    void call();

    /** Shown. */
    default void twice() {
      call();
    }
  }

  /** Shown. */
  public enum Kind {
    ONE,
    TWO
  }

  /** Shown with its components. */
  public record Part(List<String> names, int size) {
    int hidden() {
      return size;
    }

    /** Shown. */
    public int twice() {
      return 2 * size;
    }
  }

  /** Not shown. */
  static final class Hidden {}
}
