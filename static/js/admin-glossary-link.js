// The “glossary term” button of the text editor in the admin: a chooser of terms, then a link.
(() => {
    const { draftail, React } = window;

    class GlossarySource extends draftail.ModalWorkflowSource {
        getChooserConfig() {
            return {
                url: this.props.entityType.chooserUrls.glossaryChooser,
                urlParams: {},
                onload: window.CHOOSER_MODAL_ONLOAD_HANDLERS,
                responses: { chosen: this.onChosen },
            };
        }

        filterEntityData(term) {
            return { id: term.id, anchor: term.anchor, url: term.url };
        }
    }

    const icon = React.createElement(
        "svg",
        { className: "icon icon-openquote", "aria-hidden": "true" },
        React.createElement("use", { href: "#icon-openquote" }),
    );

    const GlossaryDecorator = (props) => {
        const { url, anchor } = props.contentState.getEntity(props.entityKey).getData();
        return React.createElement(draftail.TooltipEntity, { ...props, icon, label: anchor, url }, props.children);
    };

    draftail.registerPlugin(
        { type: "GLOSSARY", source: GlossarySource, decorator: GlossaryDecorator },
        "entityTypes",
    );
})();
