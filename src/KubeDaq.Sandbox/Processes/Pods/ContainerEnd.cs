using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Logs;
using KubeDaq.Sandbox.Processes.Containers;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Processes.Pods;

/// <summary>Writes the state of a container that has ended.</summary>
internal static class ContainerEnd
{
    private const int LongestMessage = 4096;
    private const int LinesOfLog = 80;

    /// <summary>The state after a run.</summary>
    public static JsonObject State(RunningContainer container, ContainerView view, ContainerExit exit, string lastWordsFile) => Terminated(
        exit.Code, exit.Code == 0 ? "Completed" : "Error", Message(view, container.Spec.LogFile, lastWordsFile, exit.Code), container.StartedAt, exit.At, container.Id);

    /// <summary>The state of a container whose program could not be started.</summary>
    public static JsonObject NotStarted(string message, DateTimeOffset now) =>
        Terminated(128, ContainerStartException.StartError, message, DateTimeOffset.UnixEpoch, now, null);

    private static JsonObject Terminated(int code, string reason, string? message, DateTimeOffset started, DateTimeOffset finished, string? id)
    {
        var terminated = new JsonObject { ["exitCode"] = code, ["reason"] = reason };
        if (!string.IsNullOrEmpty(message))
            terminated["message"] = message;
        terminated["startedAt"] = started.ToText();
        terminated["finishedAt"] = finished.ToText();
        if (id is not null)
            terminated["containerID"] = id;
        return new() { ["terminated"] = terminated };
    }

    private static string Message(ContainerView view, string log, string lastWordsFile, int code)
    {
        var words = File.Exists(lastWordsFile) ? File.ReadAllText(lastWordsFile) : "";
        if (words.Length == 0 && code != 0 && view.Spec.Text("terminationMessagePolicy") == "FallbackToLogsOnError")
            words = string.Join('\n', LogLine.ReadAll(log).TakeLast(LinesOfLog).Select(line => line.Text));
        return words.Length > LongestMessage ? words[^LongestMessage..] : words;
    }
}
