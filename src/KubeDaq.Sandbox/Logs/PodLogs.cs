using System.Text;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Processes.Pods;
using KubeDaq.Sandbox.Storage;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.Sandbox.Logs;

/// <summary>Answers pods/log from the files that the simulated hosts write.</summary>
internal sealed class PodLogs(PodFolders folders, Func<string, bool> isSimulated, TimeProvider time) : ISubresource
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    public GroupResource Resource => Kinds.Pods;

    /// <inheritdoc/>
    public string Name => "log";

    /// <inheritdoc/>
    public async Task HandleAsync(SubresourceCall call)
    {
        var (ns, name) = (call.Request.Namespace, call.Request.Name);
        var pod = call.Objects.Get(Kinds.Pods, ns, name)?.Value ?? throw StatusException.NotFound(Kinds.Pods, name);
        var query = LogQuery.Parse(call.Context.Request.Query, time.GetUtcNow());
        var node = pod.Text("spec", "nodeName");
        if (string.IsNullOrEmpty(node))
        {
            call.Context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }
        if (!isSimulated(node))
            throw StatusException.InternalError($"node {node} is not a host of this sandbox, so pod {name} has no log");
        var source = LogSource.Find(pod, query);
        call.Context.Response.ContentType = "text/plain";
        var file = folders.Log(pod.Uid(), source.Container, source.Run);
        await WriteAsync(call, file, new LogText(query), query, () => source.Lasts(Newest(call.Objects, ns, name, pod.Uid())));
    }

    private static System.Text.Json.Nodes.JsonObject? Newest(IObjects objects, string ns, string name, string uid) =>
        objects.Get(Kinds.Pods, ns, name) is { } pod && pod.Uid == uid ? pod.Value : null;

    private async Task WriteAsync(SubresourceCall call, string file, LogText text, LogQuery query, Func<bool> lasts)
    {
        await call.Context.Response.StartAsync(call.Stop);
        if (!File.Exists(file))
            return;
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var begun = new MemoryStream();
        await SendAsync(call, text, text.Choose(NewLines(stream, begun)));
        while (query.Follow && !text.IsFull)
        {
            // First whether it lasts, then what is new: else its last words could be missed.
            var more = lasts();
            await SendAsync(call, text, NewLines(stream, begun));
            if (!more)
                break;
            await Task.Delay(LookAgain, time, call.Stop);
        }
    }

    private static async Task SendAsync(SubresourceCall call, LogText text, IEnumerable<LogLine> lines)
    {
        foreach (var line in lines)
        {
            if (text.IsFull)
                break;
            await call.Context.Response.Body.WriteAsync(text.Write(line), call.Stop);
        }
        await call.Context.Response.Body.FlushAsync(call.Stop);
    }

    // What is not yet ended by a new line waits for its rest.
    private static List<LogLine> NewLines(FileStream file, MemoryStream begun)
    {
        file.CopyTo(begun);
        var bytes = begun.GetBuffer().AsSpan(0, (int)begun.Length);
        var end = bytes.LastIndexOf((byte)'\n') + 1;
        var text = Encoding.UTF8.GetString(bytes[..end]);
        var rest = bytes[end..].ToArray();
        begun.SetLength(0);
        begun.Write(rest);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(LogLine.Parse).OfType<LogLine>()];
    }
}
