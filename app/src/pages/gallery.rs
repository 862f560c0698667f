//! Every component in every state, for those who build and check Portico. Everything on it is made
//! up, and nothing on it does anything.

pub mod files;
pub mod forms;
pub mod reading;
pub mod report;
pub mod small;
pub mod work;

use leptos::prelude::*;

use crate::{
    components::page::{PageHead, Section},
    shell::StaffStyle,
};

/// The page. It comes with the staff's chunk: nobody in trouble downloads it.
#[component]
pub fn Gallery() -> impl IntoView {
    view! {
        <StaffStyle/>
        <div class="gallery">
            <PageHead title="Every component, every state"/>
            <Section heading="Buttons"><forms::Buttons/></Section>
            <Section heading="Fields"><forms::Fields/></Section>
            <Section heading="Choices"><forms::Questions/></Section>
            <Section heading="A refused form"><forms::Refused/></Section>
            <Section heading="Files to send"><files::Adding/></Section>
            <Section heading="Files that were sent"><files::Sent/></Section>
            <Section heading="Messages"><reading::Messages/></Section>
            <Section heading="What the connection and the device say"><small::Notices/></Section>
            <Section heading="Known problems"><reading::KnownOnes/></Section>
            <Section heading="Articles that may help"><reading::Suggestions/></Section>
            <Section heading="Lists"><reading::Lists/></Section>
            <Section heading="Small lists"><small::SmallLists/></Section>
            <Section heading="Folds"><small::Folds/></Section>
            <Section heading="To write down"><small::ToKeep/></Section>
            <Section heading="An article"><reading::Article/></Section>
            <Section heading="Icons"><reading::Icons/></Section>
            <Section heading="Status, priority, time left"><work::Marks/></Section>
            <Section heading="Steps"><work::Steps/></Section>
            <Section heading="The promise"><work::Promises/></Section>
            <Section heading="Timeline"><work::History/></Section>
            <Section heading="Writing on a ticket"><work::Writing/></Section>
            <Section heading="The queue"><work::NextDue/></Section>
            <Section heading="Numbers that matter"><report::Numbers/></Section>
            <Section heading="Plots"><report::Plots/></Section>
            <Section heading="Figures"><report::Figures/></Section>
        </div>
    }
    .into_any()
}
