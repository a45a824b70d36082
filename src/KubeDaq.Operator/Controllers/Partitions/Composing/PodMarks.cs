using KubeDaq.Api;

namespace KubeDaq.Operator.Controllers.Partitions.Composing;

/// <summary>Annotations by which a pod shows what it was made from.</summary>
internal static class PodMarks
{
    /// <summary>The leases the pod runs under, with their fencing numbers.</summary>
    public const string Lease = ApiGroup.LeaseAnnotation;

    /// <summary>The fingerprint of the application.</summary>
    public const string TemplateHash = ApiGroup.Name + "/template-hash";

    /// <summary>Set by the user on the template: the container that gets the cards, where it is not the first.</summary>
    public const string CardContainer = ApiGroup.Name + "/card-container";
}
