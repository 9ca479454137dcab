/**
 * Backups of a training that runs, from which it goes on to the bit.
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
package recipe4j.run;
