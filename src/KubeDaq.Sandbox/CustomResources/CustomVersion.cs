using System.Text.Json.Nodes;

namespace KubeDaq.Sandbox.CustomResources;

/// <summary>What a definition says about one version of its kind.</summary>
/// <param name="Definition">The definition's name.</param>
/// <param name="Schema">The openAPIV3Schema.</param>
/// <param name="Storage">Whether objects are stored in this version.</param>
/// <param name="StoredApiVersion">The apiVersion in which they are stored.</param>
/// <param name="Scale">The paths of the scale subresource, or null.</param>
/// <param name="KeepsUnknown">Whether unknown fields are kept everywhere.</param>
internal sealed record CustomVersion(string Definition, JsonObject Schema, bool Storage, string StoredApiVersion, JsonObject? Scale, bool KeepsUnknown);
