namespace KubeDaq.Operator.Controllers.Partitions.Deciding;

/// <summary>The conditions of a partition.</summary>
internal static class ConditionTypes
{
    public const string Ready = "Ready";
    public const string CardsHeld = "CardsHeld";
    public const string Scheduled = "Scheduled";
    public const string Complete = "Complete";
}

/// <summary>Reasons in a partition's conditions, one word for programs.</summary>
internal static class ConditionReasons
{
    public const string Busy = "Busy";
    public const string CardNotGranted = "CardNotGranted";
    public const string Held = "Held";
    public const string Waiting = "Waiting";
    public const string Invalid = "Invalid";
    public const string NotWanted = "NotWanted";
    public const string TakenAway = "TakenAway";
}
