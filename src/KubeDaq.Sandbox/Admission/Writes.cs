using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Admission;

/// <summary>What an admission wants to know of a write.</summary>
internal static class Writes
{
    /// <summary>The API's pods.</summary>
    public static readonly GroupResource Pods = new("", "pods");

    /// <summary>Whether a new object of this kind is written, not one of its subresources.</summary>
    public static bool Creates(this AdmissionRequest request, GroupResource kind) =>
        request.Operation == "CREATE" && request.Request.GroupResource == kind && request.Request.Subresource.Length == 0;

    /// <summary>The object's spec, made where it is missing.</summary>
    public static JsonObject Spec(this AdmissionRequest request) => request.Object!.Ensure("spec");

    /// <summary>Refuses the write.</summary>
    public static StatusException Refuse(this AdmissionRequest request, string why, IEnumerable<Cause>? causes = null)
    {
        var name = request.Object?.Name() ?? request.Request.Name;
        return StatusException.Forbidden(request.Request.GroupResource, name, why, causes);
    }

    /// <summary>The list of this name, made where it is missing.</summary>
    public static JsonArray ListOf(this JsonObject owner, string name)
    {
        if (owner[name] is not JsonArray list)
            owner[name] = list = [];
        return list;
    }
}
