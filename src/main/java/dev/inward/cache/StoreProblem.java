package dev.inward.cache;

import dev.inward.InwardParameters;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import org.sqlite.SQLiteErrorCode;

/**
 * Why the file of a store cannot be used, and how to mend it.
 *
 * @param what the reason as a clause that follows a colon, without a full stop
 * @param mend the advice as a sentence without a full stop
 */
record StoreProblem(String what, String mend) {

    private static final int PRIMARY_CODE_MASK = 0xff;
    private static final String OTHER_FILE =
            ", or choose another file with -D" + InwardParameters.STORE + "=";

    /** Thrown if the path of a store no longer leads to the open file. */
    static final class ReplacedFileException extends IOException {
        private static final long serialVersionUID = 1L;

        ReplacedFileException(String message) {
            super(message);
        }
    }

    /** Finds the problem behind a failure of a store. */
    static StoreProblem of(Path file, Throwable cause) {
        if (cause instanceof ReplacedFileException) {
            return new StoreProblem(
                    String.valueOf(cause.getMessage()),
                    "Run again, and leave the folder as it is while a run is active");
        }
        String detail = " (" + cause.getMessage() + ")";
        if (cause instanceof AccessDeniedException) {
            return notWritable(detail);
        }
        SQLiteErrorCode code =
                cause instanceof SQLException failure
                        ? primaryCode(failure)
                        : SQLiteErrorCode.UNKNOWN_ERROR;
        return switch (code) {
            case SQLITE_FULL ->
                    new StoreProblem(
                            "the disk " + disk(file) + " is full" + detail,
                            "Free space on it" + OTHER_FILE);
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH, SQLITE_CANTOPEN -> notWritable(detail);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                    new StoreProblem(
                            "another program has locked the file for more than a minute" + detail,
                            "End that program" + OTHER_FILE);
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                    new StoreProblem(
                            "the file is damaged" + detail,
                            "Run again: the next run renames the file and recovers the readable answers");
            case SQLITE_IOERR ->
                    new StoreProblem(
                            "the disk " + disk(file) + " reports an error" + detail,
                            "Check this disk and its free space" + OTHER_FILE);
            default ->
                    new StoreProblem(
                            String.valueOf(cause.getMessage()), "Check its folder" + OTHER_FILE);
        };
    }

    private static StoreProblem notWritable(String detail) {
        return new StoreProblem(
                "the file or its folder cannot be written" + detail,
                "Make both writable for this user" + OTHER_FILE);
    }

    /** Returns the code of a failure without its extension, such as the kind of an I/O error. */
    static SQLiteErrorCode primaryCode(SQLException failure) {
        return SQLiteErrorCode.getErrorCode(failure.getErrorCode() & PRIMARY_CODE_MASK);
    }

    /** Returns the disk of a file with its free space, as far as the system reports it. */
    private static String disk(Path file) {
        Path existing = file.toAbsolutePath();
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            FileStore disk = Files.getFileStore(existing);
            return String.format(
                    Locale.ROOT, "%s (%,d kB free)", disk, disk.getUsableSpace() >> 10);
        } catch (IOException unknown) {
            return "of " + existing;
        }
    }
}
