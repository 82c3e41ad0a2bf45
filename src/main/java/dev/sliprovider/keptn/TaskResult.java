package dev.sliprovider.keptn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What a {@code finished} event says of the work, whatever the task is (contract §1.3).
 *
 * @param status whether the work was done
 * @param result what came of it
 * @param message for people, at most {@value MESSAGE_LENGTH} characters; may be empty
 * @param data of the task
 * @param remark what the line in the log says beside status and result; may be empty
 */
public record TaskResult(Status status, Result result, String message, TaskData data, String remark) {

    /** Bridge shows the message in one cell; more helps nobody. */
    public static final int MESSAGE_LENGTH = 2000;

    /** The data of a task, which stands in the event under the name of the task. */
    @FunctionalInterface
    public interface TaskData {

        /**
         * @param room bytes that the event has left for it
         * @return the data; nothing if it does not fit, which the message then says
         */
        Optional<ObjectNode> within(int room);
    }

    /** Shortens the message. */
    public TaskResult {
        message = JsonText.shortened(message, MESSAGE_LENGTH);
    }

    /** @return the result of work that was done, with data that is sent whole or not at all */
    public static TaskResult succeeded(Result result, String message, ObjectNode data) {
        return new TaskResult(Status.SUCCEEDED, result, message, whole(data), "");
    }

    /** @return the result of work that could not be done; {@code why} is for people */
    public static TaskResult errored(String why) {
        return new TaskResult(Status.ERRORED, Result.FAIL, why, room -> Optional.empty(), "");
    }

    private static TaskData whole(ObjectNode data) {
        int length = JsonText.length(data.toString());
        return room -> Optional.of(data).filter(whole -> length <= room);
    }
}
