package dev.sliprovider.keptn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * The outcome of any task, as its {@code finished} event reports it (contract §1.3).
 *
 * @param status whether the task could do its work
 * @param result how good the outcome is
 * @param message sentences, at most {@value MESSAGE_LENGTH} characters; may be empty
 * @param data of the task
 * @param remark added to status and result in the log; may be empty
 */
public record TaskResult(Status status, Result result, String message, TaskData data, String remark) {

    /** Bridge shows the message in one cell, so a longer one is useless. */
    public static final int MESSAGE_LENGTH = 2000;

    /** The data of a task: the member of the event's data that has the name of the task. */
    @FunctionalInterface
    public interface TaskData {

        /**
         * @param room bytes that are left for it in the event
         * @return the data; empty if it does not fit, and the message then says so
         */
        Optional<ObjectNode> within(int room);
    }

    /** Shortens the message. */
    public TaskResult {
        message = JsonText.shortened(message, MESSAGE_LENGTH);
    }

    /** @return the result of a task that did its work; its data is sent in full or not at all */
    public static TaskResult succeeded(Result result, String message, ObjectNode data) {
        return new TaskResult(Status.SUCCEEDED, result, message, whole(data), "");
    }

    /** @return the result of a task that could not do its work; {@code why} is a sentence */
    public static TaskResult errored(String why) {
        return new TaskResult(Status.ERRORED, Result.FAIL, why, room -> Optional.empty(), "");
    }

    private static TaskData whole(ObjectNode data) {
        int length = JsonText.length(data.toString());
        return room -> Optional.of(data).filter(whole -> length <= room);
    }
}
