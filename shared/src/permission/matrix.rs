//! Who may do what, as a table: everything that an action can be about, and everybody who has to be told apart
//! there. What is allowed is not said here but asked of [`may`], so that the page and the test cannot say
//! anything else than what holds.

use super::{Action, Denied, Scope, may};
use crate::{
    actor::{Actor, Guest, Person, Role, Roles, Teams},
    id::{PersonId, TicketId},
    kb::audience::Audience,
    ticket::team::Team,
};

/// Something that actions are about, and everybody who comes to it.
#[derive(Debug, Clone)]
pub struct Thing {
    /// What it is called.
    pub name: &'static str,
    cases: Vec<Case>,
}

#[derive(Debug, Clone)]
struct Case {
    who: &'static str,
    actor: Actor,
    scope: Scope,
}

impl Thing {
    /// Who comes to it, in the order of [`Thing::decisions`].
    pub fn everybody(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.cases.iter().map(|it| it.who)
    }

    /// What each of them is told who wants to do `action`.
    pub fn decisions(&self, action: Action) -> impl Iterator<Item = Result<(), Denied>> + '_ {
        self.cases.iter().map(move |it| may(&it.actor, action, &it.scope))
    }

    /// The actions that somebody may do, each with who that is.
    pub fn granted(&self) -> impl Iterator<Item = (Action, Vec<&'static str>)> + '_ {
        let all = Action::ALL.iter().map(|action| {
            let decisions = self.everybody().zip(self.decisions(*action));
            (*action, decisions.filter(|it| it.1.is_ok()).map(|it| it.0).collect::<Vec<_>>())
        });
        all.filter(|it| !it.1.is_empty())
    }
}

/// Whoever asked for the request, and who saved the view and changed many.
const OWNER: PersonId = PersonId(1);
/// Somebody else.
const OTHER: PersonId = PersonId(2);
/// The request, and for which team it is.
const TICKET: TicketId = TicketId(9);
const TEAM: Team = Team::NETWORK;
const OTHER_TEAM: Team = Team::WORKPLACE;

/// Everything, and everybody. They are made of `like`, of whom but the name counts.
#[must_use]
pub fn things(like: &Person) -> Vec<Thing> {
    let cast = Cast { like };
    let mut things = vec![cast.thing("Portico as a whole", Scope::Portico, &cast.roles())];
    things.push(cast.request());
    things.push(cast.confidential_request());
    for (name, audience) in [
        ("An article for everybody", Audience::Public),
        ("An article for everybody signed in", Audience::SignedIn),
        ("An article for agents", Audience::Agents),
        ("An article for leads", Audience::Leads),
    ] {
        things.push(cast.thing(name, Scope::Article { audience }, &cast.roles()));
    }
    for (name, audience) in [
        ("A known problem for everybody", Audience::Public),
        ("A known problem for everybody signed in", Audience::SignedIn),
    ] {
        things.push(cast.thing(name, Scope::Known { audience }, &cast.roles()));
    }
    for (name, is_shared) in [("A view that is one’s own", false), ("A view that is shared", true)]
    {
        let scope = Scope::View { by: OWNER, is_shared };
        things.push(cast.thing(name, scope, &cast.owners()));
    }
    let scope = Scope::Batch { by: OWNER };
    things.push(cast.thing("A change of many requests", scope, &cast.owners()));
    things
}

/// Makes everybody.
struct Cast<'a> {
    like: &'a Person,
}

type Someone = (&'static str, Actor);

impl Cast<'_> {
    fn person(&self, id: PersonId, role: Role) -> Actor {
        let roles = Roles::new(&[role]);
        Actor::Person(Person { id, roles, teams: Teams::All, ..self.like.clone() })
    }

    fn guest(&self, ticket: u64, person: PersonId) -> Actor {
        Actor::Guest(Guest { ticket: TicketId(ticket), person })
    }

    fn thing(&self, name: &'static str, scope: Scope, everybody: &[Someone]) -> Thing {
        let case = |(who, actor): &Someone| Case { who, actor: actor.clone(), scope };
        Thing { name, cases: everybody.iter().map(case).collect() }
    }

    /// One of each role.
    fn roles(&self) -> Vec<Someone> {
        vec![
            ("Nobody signed in", Actor::Anonymous),
            ("Guest", self.guest(TICKET.0, OWNER)),
            ("Requester", self.person(OTHER, Role::Requester)),
            ("Agent", self.person(OTHER, Role::Agent)),
            ("Team lead", self.person(OTHER, Role::Lead)),
            ("Administrator", self.person(OTHER, Role::Administrator)),
        ]
    }

    /// Those whose it is, and one of each role.
    fn owners(&self) -> Vec<Someone> {
        let own = [
            ("Agent whose it is", self.person(OWNER, Role::Agent)),
            (
                "One whose it is and who works no requests any more",
                self.person(OWNER, Role::Requester),
            ),
        ];
        own.into_iter().chain(self.roles()).collect()
    }

    /// Somebody who works for one team alone.
    fn of_team(&self, team: Team) -> Actor {
        let (id, roles) = (OTHER, Roles::new(&[Role::Agent]));
        Actor::Person(Person { id, roles, teams: Teams::Named(vec![team]), ..self.like.clone() })
    }

    fn request(&self) -> Thing {
        let scope = |is_participant, is_given| Scope::Ticket {
            id: TICKET,
            requester: OWNER,
            is_participant,
            team: TEAM,
            is_given,
            is_confidential: false,
        };
        let case = |who, actor| Case { who, actor, scope: scope(false, false) };
        let shared = |who, actor| Case { who, actor, scope: scope(true, false) };
        let given = |who, actor| Case { who, actor, scope: scope(false, true) };
        let other = |role| self.person(OTHER, role);
        let cases = vec![
            case("Nobody signed in", Actor::Anonymous),
            case("Guest who asked, by the link", self.guest(TICKET.0, OWNER)),
            case("Guest with the link to another", self.guest(8, OWNER)),
            case("Guest with the link to what became a member’s", self.guest(TICKET.0, OTHER)),
            case("Requester", self.person(OWNER, Role::Requester)),
            shared("Colleague it is shared with", other(Role::Requester)),
            case("Another requester", other(Role::Requester)),
            case("Agent of its team", self.of_team(TEAM)),
            shared("Agent of its team it is shared with", self.of_team(TEAM)),
            case("Agent of another team", self.of_team(OTHER_TEAM)),
            shared("Agent of another team it is shared with", self.of_team(OTHER_TEAM)),
            given("Agent of another team who has it", self.of_team(OTHER_TEAM)),
            given("One who had it and works no requests any more", other(Role::Requester)),
            case("Team lead", other(Role::Lead)),
            case("Administrator", other(Role::Administrator)),
            shared("Administrator it is shared with", other(Role::Administrator)),
        ];
        Thing { name: "A request", cases }
    }

    fn confidential_request(&self) -> Thing {
        let case = |who, actor, is_participant, is_given| {
            let (id, requester, team) = (TICKET, OWNER, TEAM);
            let is_confidential = true;
            let scope =
                Scope::Ticket { id, requester, is_participant, team, is_given, is_confidential };
            Case { who, actor, scope }
        };
        let other = |role| self.person(OTHER, role);
        let cases = vec![
            case("Nobody signed in", Actor::Anonymous, false, false),
            case("Guest who asked, by the link", self.guest(TICKET.0, OWNER), false, false),
            case("Requester", self.person(OWNER, Role::Requester), false, false),
            case(
                "Requester who is an agent of its team",
                self.person(OWNER, Role::Agent),
                false,
                false,
            ),
            case("Colleague it is shared with", other(Role::Requester), true, false),
            case("Another requester", other(Role::Requester), false, false),
            case(
                "Agent who was named, has it, or opened it",
                self.of_team(OTHER_TEAM),
                false,
                true,
            ),
            case("Agent of its team", self.of_team(TEAM), false, false),
            case("Agent of another team", self.of_team(OTHER_TEAM), false, false),
            case("Team lead who was named, has it, or opened it", other(Role::Lead), false, true),
            case("Team lead", other(Role::Lead), false, false),
            case("Administrator", other(Role::Administrator), false, false),
        ];
        Thing { name: "A confidential request", cases }
    }
}
