namespace KubeDaq.Api.HostAccess.Compiling;

/// <summary>How an expression calls what is read of a pod: by the policy's variables, or where there are none by what stands for them.</summary>
internal abstract record PodTerms
{
    /// <summary>In validations and their messages.</summary>
    public static PodTerms Variables { get; } = new ByVariable();

    /// <summary>In a matchCondition, which has no variables: what is needed more than once is the item of a loop over one, the rest is written out and evaluated only where it is asked for.</summary>
    public static PodTerms WrittenOut { get; } = new ByText();

    public abstract string Held { get; }

    public abstract string Taken { get; }

    public abstract string Classes { get; }

    public abstract string Account { get; }

    /// <summary>The pod's namespace; only validations have the object.</summary>
    public abstract string Namespace { get; }

    public abstract string Escalates { get; }

    public abstract string HugePages(string size);

    private sealed record ByVariable : PodTerms
    {
        public override string Held => "variables.held";

        public override string Taken => "variables.taken";

        public override string Classes => "variables.classes";

        public override string Account => "variables.account";

        public override string Namespace => "namespaceObject.metadata.name";

        public override string Escalates => "variables.escalates";

        public override string HugePages(string size) => $"variables.pages_{size}";
    }

    private sealed record ByText : PodTerms
    {
        public override string Held => $"({PodCel.Held})";

        public override string Taken => "t";

        public override string Classes => "c";

        public override string Account => $"({PodCel.Account})";

        public override string Namespace => "request.namespace";

        public override string Escalates => PodCel.Escalates(Held);

        public override string HugePages(string size) => PodCel.HugePages(Held, size);
    }
}
