/** Downloads files from mirrors, resumed and verified by SHA-256. */
package recipe4j.datasets.download;
