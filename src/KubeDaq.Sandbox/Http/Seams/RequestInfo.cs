using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Http.Seams;

/// <summary>
/// What is asked. The verb is get, list, watch, create, update, patch, delete or deletecollection; for a path that is no resource it is the
/// HTTP method in lower case.
/// </summary>
internal sealed record RequestInfo(
    bool IsResource, string Verb, string Path, string Group, string Version, string Resource, string Subresource, string Namespace, string Name)
{
    /// <summary>The kind of object asked for, as a URL names it.</summary>
    public GroupResource GroupResource => new(Group, Resource);
}
