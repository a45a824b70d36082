using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Scheduling;

/// <summary>Answers pods/eviction: marks the pod and deletes it with its own grace.</summary>
internal sealed class EvictionSubresource(TimeProvider time) : ISubresource
{
    /// <inheritdoc/>
    public GroupResource Resource => Kinds.Pods;

    /// <inheritdoc/>
    public string Name => "eviction";

    /// <inheritdoc/>
    public async Task HandleAsync(SubresourceCall call)
    {
        var eviction = await call.ReadObjectAsync("Eviction");
        var (ns, name) = (call.Request.Namespace, call.Request.Name);
        var pod = call.Objects.Get(Kinds.Pods, ns, name) ?? throw StatusException.NotFound(Kinds.Pods, name);
        var options = eviction.At("deleteOptions");
        if (!options.Texts("dryRun").Any())
        {
            call.Objects.Update(
                Kinds.Pods, ns, name,
                value => Conditions.Set(value.Ensure("status"), "DisruptionTarget", "True", "EvictionByEvictionAPI", "Eviction API: evicting", time.GetUtcNow()),
                "status", pod.Uid);
            call.Objects.Delete(Kinds.Pods, ns, name, options.Number("gracePeriodSeconds"), options.Text("propagationPolicy"), options.Text("preconditions", "uid") ?? pod.Uid);
        }
        await call.AnswerAsync(201, BindingSubresource.Success());
    }
}
