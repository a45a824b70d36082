using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Http.Seams;

/// <summary>Answers the requests to a subresource that is more than a part of its object, such as pods/log.</summary>
internal interface ISubresource
{
    /// <summary>The kind that has the subresource.</summary>
    GroupResource Resource { get; }

    /// <summary>The subresource: <c>log</c>.</summary>
    string Name { get; }

    /// <summary>Answers an authorized request.</summary>
    Task HandleAsync(SubresourceCall call);
}
