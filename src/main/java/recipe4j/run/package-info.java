/**
 * The run folder: what a training leaves, its backups, and how it is resumed.
 *
 * <ul>
 *   <li>{@link recipe4j.run.RunFolder} writes and reads the folder; {@link recipe4j.run.RunLock}
 *       keeps it for one process; {@link recipe4j.run.FolderSwap} replaces its files together.
 *   <li>{@link recipe4j.run.RunBackups} keeps backups of a training that runs, and {@link
 *       recipe4j.run.Resume} resumes it from them, to the bit.
 *   <li>{@link recipe4j.run.Provenance} is what a model was trained on, with which options, and how
 *       pictures were prepared; {@link recipe4j.run.TrainOption} is the table of the options.
 *   <li>{@link recipe4j.run.ModelLoader} loads the model, {@link recipe4j.run.StoredTemperature}
 *       its fitted temperature.
 * </ul>
 *
 * <pre>{@code
 * BackupFolder backups = BackupFolder.at(Path.of("runs/mine/backup"));
 * Training training =
 *     Training.of(net).epochs(30).seed(1).backup((n, state) -> backups.save(n, state, Map.of()), 0);
 *
 * // after an interruption, in another JVM:
 * Backup backup = backups.newest(System.err::println).orElseThrow();
 * MultiLayerNetwork net = backup.network(EngineKind.AUTO, EngineOptions.defaults());
 * Training.of(net).epochs(30).seed(1).resume(backup.state()).fit(dataset);
 * }</pre>
 *
 * <p>{@link recipe4j.run.BackupFolder} keeps two backups: the newest one that was read back and
 * found whole, and the one before. A backup is a model file, too.
 */
@NullMarked
package recipe4j.run;

import org.jspecify.annotations.NullMarked;
