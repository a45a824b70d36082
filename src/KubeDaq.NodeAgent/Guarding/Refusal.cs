namespace KubeDaq.NodeAgent.Guarding;

/// <summary>Why a card is not handed over.</summary>
/// <param name="Reason">One CamelCase word, the Event's reason.</param>
/// <param name="Message">A sentence for people.</param>
internal sealed record Refusal(string Reason, string Message)
{
    public const string NotOffered = "CardNotOffered";
    public const string Unhealthy = "CardUnhealthy";
    public const string Maintenance = "CardInMaintenance";
    public const string OtherMode = "CardOfferedOtherwise";
    public const string Unasked = "NoPodAsks";
    public const string Leased = "CardLeased";
    public const string NotLeased = "CardNotLeased";
    public const string HeldAnew = "CardHeldAnew";
    public const string InUse = "CardInUse";
    public const string NotKnown = "HoldersNotKnown";
    public const string NotRecorded = "HandoverNotRecorded";

    /// <summary>Whether it may be otherwise in a moment, without anybody's doing: a process ends, a lease is written, the API server answers.</summary>
    public bool MayPass => Reason is InUse or Unasked or NotKnown or Leased or NotLeased or HeldAnew;
}
