namespace KubeDaq.Api.Planning;

/// <summary>Decides who holds which card, where each replica may run and which host ports it gets.</summary>
public static class Planner
{
    /// <summary>Makes the plan; the same rack gives the same plan.</summary>
    public static Plan Make(Rack rack) => throw new NotImplementedException();
}
