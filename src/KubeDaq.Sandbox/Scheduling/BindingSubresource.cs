using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Scheduling;

/// <summary>Answers pods/binding: a scheduler of somebody else's puts a pod on a node.</summary>
internal sealed class BindingSubresource(TimeProvider time) : ISubresource
{
    /// <inheritdoc/>
    public GroupResource Resource => Kinds.Pods;

    /// <inheritdoc/>
    public string Name => "binding";

    /// <inheritdoc/>
    public async Task HandleAsync(SubresourceCall call)
    {
        var binding = await call.ReadObjectAsync("Binding");
        var (ns, name) = (call.Request.Namespace, call.Request.Name);
        var node = binding.Text("target", "name");
        if (string.IsNullOrEmpty(node))
            throw StatusException.Invalid(new("", "Binding"), name, [Cause.Required("target.name")]);
        var pod = call.Objects.Get(Kinds.Pods, ns, name) ?? throw StatusException.NotFound(Kinds.Pods, name);
        if (PodBinding.TryBind(call.Objects, ns, name, pod.Uid, node, time.GetUtcNow()) is null)
            throw Refusal(call.Objects.Get(Kinds.Pods, ns, name)?.Value, name);
        await call.AnswerAsync(201, Success());
    }

    /// <summary>The Status of a success that made something.</summary>
    public static JsonObject Success() => new() { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Success", ["code"] = 201 };

    private static StatusException Refusal(JsonObject? pod, string name)
    {
        if (pod is null)
            return StatusException.NotFound(Kinds.Pods, name);
        var why = pod.At("metadata", "deletionTimestamp") is not null
            ? $"pod {name} is being deleted, cannot be assigned to a host"
            : $"pod {name} is already assigned to node \"{pod.Text("spec", "nodeName")}\"";
        return StatusException.Conflict(new("", "pods/binding"), name, why);
    }
}
