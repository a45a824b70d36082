using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Http.Seams;

/// <summary>A kind that is answered and not stored: the reviews.</summary>
internal interface IVirtualResource
{
    /// <summary>The kind.</summary>
    GroupResource Resource { get; }

    /// <summary>Answers a creation: the body with its status. A namespace from the URL stands in its metadata.</summary>
    ValueTask<JsonObject> CreateAsync(UserInfo user, JsonObject body);
}
