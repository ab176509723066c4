//! A calculation of one standard's own, chosen in the panel.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::Visit;
use crate::app::t;
use crate::domain::command::SetCalculation;
use crate::domain::subject::Calculation;
use crate::view::subject::{calculation_name, parameter_name, typed_number};

/// The form: as the subject, or another way.
#[component]
pub(super) fn OwnCalculation(visit: Visit, own: Option<(Calculation, Option<f64>)>) -> impl IntoView {
    let calculation = RwSignal::new(own.map(|(calculation, _)| calculation));
    let number = own.and_then(|(_, parameter)| parameter).map(|number| number.to_string());
    let parameter = RwSignal::new(number.unwrap_or_default());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some((_, standard)) = visit.cell() else { return };
        let (subject, calculation) = (visit.subject.get_untracked(), calculation.get_untracked());
        let parameter = calculation.and_then(|of| typed_number(of, &parameter.get_untracked()));
        // A refusal is shown as a notice; the form stays as it is.
        let _ = visit.app.dispatch(SetCalculation { subject, standard, calculation, parameter });
    };
    let options = Calculation::ALL.iter().copied().map(|each| {
        let selected = calculation.get_untracked() == Some(each);
        view! { <option value=each.tag() selected=selected>{calculation_name(each)}</option> }
    });
    let choose = move |event| {
        calculation.set(Calculation::from_tag(&event_target_value(&event)));
        parameter.set(String::new());
    };
    view! {
        <details class="set">
            <summary>{t("mastery.own_calculation")}</summary>
            <form class="stack" on:submit=submit>
                <p class="small">{t("mastery.own_calculation_why")}</p>
                <label class="field"><span>{t("subject.calculation")}</span>
                    <select class="input" on:change=choose>
                        <option value="" selected=own.is_none()>{t("mastery.as_the_subject")}</option>{options.collect_view()}
                    </select></label>
                {move || calculation.get().and_then(parameter_name).map(|label| view! {
                    <label class="field"><span>{label}</span>
                        <input class="input input--fit" inputmode="numeric" autocomplete="off" bind:value=parameter/></label>
                })}
                <div class="bar"><button class="btn" type="submit">{t("mastery.set")}</button></div>
            </form>
        </details>
    }
}
