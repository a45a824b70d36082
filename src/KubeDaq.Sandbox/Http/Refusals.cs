using KubeDaq.Sandbox.Http.Seams;

namespace KubeDaq.Sandbox.Http;

/// <summary>The sentence that tells a user what he may not do.</summary>
internal static class Refusals
{
    /// <summary>The sentence, with the authorizer's reason where it has one.</summary>
    public static string Text(UserInfo user, RequestInfo info, string reason)
    {
        var sentence = info.IsResource ? Resource(user, info) : $"User \"{user.Name}\" cannot {info.Verb} path \"{info.Path}\"";
        return reason.Length == 0 ? sentence : $"{sentence}: {reason}";
    }

    private static string Resource(UserInfo user, RequestInfo info)
    {
        var resource = info.Subresource.Length == 0 ? info.Resource : $"{info.Resource}/{info.Subresource}";
        var place = info.Namespace.Length == 0 ? "at the cluster scope" : $"in the namespace \"{info.Namespace}\"";
        return $"User \"{user.Name}\" cannot {info.Verb} resource \"{resource}\" in API group \"{info.Group}\" {place}";
    }
}
