"""What stops a clock in the histories of the demonstration: papers, money, a storm; and a request nobody answers."""

from __future__ import annotations

from datetime import date, datetime

from apps.accounts.domain.actor import Actor
from apps.dossiers.domain.asking import AskedItem, Defect
from apps.dossiers.domain.status import Action, PauseKind
from apps.portal.services.demo_plans import Plan, first_hours

MISSING = "Bản chụp trích lục bị mờ, chưa đọc được số và ngày cấp; đề nghị chụp lại rõ hơn."
NEVER_CAME = "Đã hết hạn bổ sung, gọi hỏi hai lần mà người nộp chưa gửi giấy tờ."
STORM = "Mưa bão làm mất điện và mất mạng, không tra cứu được cơ sở dữ liệu."
PAYMENT_BASIS, PAYMENT_SHARE = "Luật Đất đai 2024, Điều 153", 0.7
FIRST_SLIP = "Phiếu yêu cầu bổ sung lần 1"
WHY_ANEW = "Giấy chụp lại có thể đổi nội dung xác nhận nên phải thẩm tra lại từ đầu."


def wait_for_papers(plan: Plan, clerk: Actor, leader: Actor, due_at: datetime) -> datetime:
    """A supplement request and, some working days later, its answer; when the result follows."""
    random, calendar = plan.random, plan.calendar
    today, _answer_by = _ask_for_papers(plan, leader, due_at)
    plan.upto(calendar.open_of(calendar.working_day_after(day=today, count=random.randint(1, 6))))
    plan.add(Action.ACCEPT_SUPPLEMENT, clerk, particulars={"planned_hours": first_hours(plan)})
    return plan.now + (due_at - plan.acts[0].at) * random.uniform(0.3, 0.9)


def stop_unanswered(plan: Plan, leader: Actor, due_at: datetime) -> None:
    """A supplement request that nobody answers, and the leader's word some days after its term."""
    _today, answer_by = _ask_for_papers(plan, leader, due_at)
    last = plan.calendar.working_day_after(day=answer_by, count=plan.random.randint(1, 4))
    plan.upto(plan.calendar.open_of(last))
    plan.add(Action.STOP, leader, reason=NEVER_CAME)


def _ask_for_papers(plan: Plan, leader: Actor, due_at: datetime) -> tuple[date, date]:
    """On which day, and until when the citizen may answer."""
    calendar = plan.calendar
    plan.upto(plan.now + (due_at - plan.now) * plan.random.uniform(0.2, 0.7))
    today = calendar.local_date(plan.now)
    answer_by = calendar.working_day_after(day=today, count=7)
    mode = plan.matter.terms.supplement_mode.value
    plan.add(
        Action.REQUEST_SUPPLEMENT,
        leader,
        reason=MISSING,
        particulars={
            "document": FIRST_SLIP,
            "answer_by": answer_by,
            "restart_reason": WHY_ANEW,
            "requested_by_id": plan.matter.officer.pk,
            "items": asked_for(plan),
        },
        facts={"document": FIRST_SLIP, "answer_by": answer_by.isoformat(), "mode": mode},
    )
    return today, answer_by


def asked_for(plan: Plan) -> tuple[AskedItem, ...]:
    """The first paper of the checklist, blurred."""
    paper = next(iter(plan.matter.documents), None)
    name, key = (paper.name, paper.pk) if paper else ("Trích lục", None)
    return (AskedItem(name=name, required_id=key, defect=Defect.BLURRED, fix=MISSING),)


def wait_for_money_or_power(plan: Plan, clerk: Actor, leader: Actor, due_at: datetime) -> datetime:
    """A notice of payment and its proof, or a leader's pause; when the result follows."""
    random, calendar = plan.random, plan.calendar
    plan.upto(plan.now + (due_at - plan.now) * random.uniform(0.2, 0.9))
    left, today = due_at - plan.now, calendar.local_date(plan.now)
    is_payment = random.random() < PAYMENT_SHARE
    if is_payment:
        number = f"{random.randint(10, 90)}/TB-UBND"
        officer = plan.people.officers[plan.matter.officer.pk]
        told = {"legal_basis": PAYMENT_BASIS, "document": number}
        plan.add(Action.REQUEST_PAYMENT, officer, particulars=told, facts={"pause": PauseKind.PAYMENT.value})
    else:
        kind = PauseKind.OUTAGE
        plan.add(Action.PAUSE, leader, reason=STORM, particulars={"pause_kind": kind}, facts={"pause": kind.value})
    plan.upto(calendar.open_of(calendar.working_day_after(day=today, count=random.randint(1, 5))))
    if is_payment:
        proof = {"document": f"Biên lai {random.randint(1000, 9999)}"}
        plan.add(Action.CONFIRM_PAYMENT, clerk, particulars=proof, facts={"pause": PauseKind.PAYMENT.value})
    else:
        plan.add(Action.RESUME, leader)
    return plan.now + left * random.uniform(0.3, 0.9)
