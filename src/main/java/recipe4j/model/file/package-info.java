/** Reads and checks saved models: the zip, the configuration's every field, the arrays. */
package recipe4j.model.file;
