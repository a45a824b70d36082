using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Patching;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Apply;

/// <summary>Server-side apply.</summary>
internal sealed class ServerSideApply(ObjectStore store, ObjectWriter writer)
{
    /// <summary>Applies an object: creates it, or merges it into what is there.</summary>
    public (StoredObject Object, bool IsNew) Run(WriteRequest request, JsonObject applied, bool force)
    {
        if (store.Get(request.Key(request.Name)) is null)
            return (writer.Create(request with { Applies = true }, applied), true);
        return (writer.Update(request with { Applies = true }, old => MergePatch.Apply(old, applied)!.AsObject()), false);
    }
}
