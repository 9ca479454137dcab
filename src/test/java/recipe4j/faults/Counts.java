package recipe4j.faults;

/** What happened to the trainings under one fault. */
final class Counts {
  int strikes;
  int duringBackup;
  int beforeFirstBackup;
  int whileFinishing;
  int endedBefore;
  int resumes;
  int trainings;
  int identical;

  String line(String name) {
    return ("%s: %d strikes, of these %d while a backup was being written, %d before the first"
            + " backup, %d after the last batch; %d came too late; %d times gone on;"
            + " %d trainings ended, %d of them bit for bit as the uninterrupted one")
        .formatted(
            name,
            strikes,
            duringBackup,
            beforeFirstBackup,
            whileFinishing,
            endedBefore,
            resumes,
            trainings,
            identical);
  }
}
