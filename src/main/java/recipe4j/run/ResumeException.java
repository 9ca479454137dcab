package recipe4j.run;

/**
 * A run that can't be resumed as asked: there is no backup, or options, images or versions are not
 * the run's.
 */
public final class ResumeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  ResumeException(String message) {
    super(message);
  }
}
