#!/usr/bin/env python3
"""A second, naive reading of clinical.md section 3, against which the program is held.

Written from the text, not from the C: plain lists, walked again and again.  It makes random courses from a
fixed seed, hands them to the program as text, and compares every rating (percent, state, marks, criteria) and
every event (status, interval, confirmation, reason) under several options, and of every course its arm, what ran
beside it and what became of it, as the comparison of a clinic counts them.

    outcomes.py PROGRAM [COURSES] [SEED]

Only the standard library.  What is left out here is tested elsewhere: the marks of a rising dose and of another
rater.  All data are synthetic.
"""
import random
import subprocess
import sys

NONE = None
TOLERANCE = 1e-9

# clinical.md 1.1, 1.6, 1.9, 1.5 and 3.7: response percent or points, partial, remission at most, relapse total,
# reliable change, low baseline, maximum, recall in days.
SCALES = {
    'ybocs': dict(percent=35, points=NONE, partial=25, remission=12, relapse=13, rc=1.96 * 4.89 * (2 * 0.12) ** 0.5,
                  low=16, top=40, recall=7, depression=False),
    'madrs': dict(percent=50, points=NONE, partial=25, remission=10, relapse=NONE, rc=1.96 * 5.70 * (2 * 0.09) ** 0.5,
                  low=20, top=60, recall=7, depression=True),
    'pcl5': dict(percent=30, points=15, partial=NONE, remission=28, relapse=NONE, rc=15, low=33, top=80, recall=30,
                 depression=False),
    'gad7': dict(percent=50, points=NONE, partial=NONE, remission=4, relapse=NONE, rc=1.96 * 4.70 * (2 * 0.17) ** 0.5,
                 low=10, top=21, recall=14, depression=False),
}
DAILY = ('ssri',)
RATERS = ('independent', 'clinician', 'self', 'informant')  # in order of preference
DROPOUTS = ('side_effects', 'patient_choice', 'lost_to_follow_up')
REASONS = DROPOUTS + ('completed', 'no_response')

OPTIONS = [
    dict(),
    dict(confirmed=True),
    dict(strict=True),
    dict(policy=True),
    dict(relapse='consensus'),
    dict(relapse='depression'),
    dict(origin='last_dose'),
    dict(recall=True),
    dict(confirmed=True, policy=True, recall=True),
]


# --- random patients ---------------------------------------------------------------------------------------

def make_course(rng, number, day0):
    arm = rng.choice(['ketamine', 'ssri', 'cbt', 'neuromodulation'])
    course = dict(id='c%d' % number, arm=arm, start=day0, end=NONE, reason='', sessions=[], steps=[])
    if arm == 'ssri':
        day, dose = day0, 50
        course['steps'].append((day, dose))
        for _ in range(rng.randrange(5)):
            day += rng.choice([7, 14, 21, 60])
            dose = dose + 50 if rng.random() < 0.8 else max(dose - 50, 25)
            course['steps'].append((day, dose))
        if rng.random() < 0.2:
            course['steps'].append((day + rng.randrange(20, 90), 0))
    else:
        day = day0
        gaps = {'ketamine': [2, 3, 4, 7], 'cbt': [7, 7, 7, 14], 'neuromodulation': [1, 1, 3]}[arm]
        for _ in range(rng.randrange(1, 13)):
            course['sessions'].append((day, rng.choice([480, 540, 600, 720])))
            day += rng.choice(gaps)
            if arm == 'ketamine' and rng.random() < 0.1:
                day += rng.randrange(10, 40)
    if rng.random() < 0.4:
        last = max([s[0] for s in course['sessions'] + course['steps']])
        course['end'] = last + (rng.randrange(0, 60) if arm == 'ssri' else rng.choice([0, 0, 1, 7]))
        course['reason'] = rng.choice(REASONS)
    return course


def make_ratings(rng, scale, courses):
    ratings, cgi = [], []
    top = scale['top']
    with_cgi = rng.random() < 0.5
    level = rng.randrange(int(top * 0.4), int(top * 0.9)) if rng.random() < 0.97 else 0
    first = courses[0]['start']
    day = first - rng.choice([0, 0, 1, 2, 7, 13, 14, 15, 28, 29])
    last = courses[-1]['start'] + rng.randrange(20, 300)
    base = level
    while day <= last:
        minute = NONE if rng.random() < 0.05 else rng.choice([500, 540, 541, 570, 660, 900])
        value = max(0, min(top, level + rng.randrange(-2, 3)))
        ratings.append([day, minute, value, 'clinician' if rng.random() < 0.85 else rng.choice(RATERS)])
        if rng.random() < 0.08:
            ratings.append([day, rng.choice([510, 700, 950]), max(0, min(top, value + rng.randrange(-6, 7))),
                            rng.choice(RATERS)])
        if with_cgi and rng.random() < 0.8:
            away = rng.choice([0, 0, 0, 0, 1, -1, 3, 4])
            fall = (base - value) / base if base else 0
            grade = 2 if fall > 0.35 else 3 if fall > 0.2 else 4 if fall > -0.1 else 6
            grade = max(1, min(7, grade + rng.choice([-1, 0, 0, 0, 1])))
            cgi.append(('cgis', day + away, 2 if fall > 0.5 else 4, 'baseline') if rng.random() < 0.4
                       else ('cgii', day + away, grade, 'baseline' if rng.random() < 0.8 else 'best'))
            if rng.random() < 0.15:
                cgi.append(('cgii', day + away, rng.choice([4, 5, 6, 7]), 'best'))
        day += rng.choice([1, 2, 3, 5, 7, 7, 7, 10, 14, 14, 21, 28, 28, 35])
        drift = rng.random()
        if drift < 0.45:
            level = int(level * rng.choice([0.6, 0.7, 0.8, 0.9]))
        elif drift < 0.65:
            level = min(top, level + rng.randrange(2, max(3, top // 3)))
    return ratings, cgi


def make_patient(rng, number):
    name = rng.choice(['ybocs'] * 6 + ['madrs', 'madrs', 'pcl5', 'gad7'])
    courses, day = [], rng.randrange(60, 200)
    for i in range(rng.choice([1, 1, 1, 2, 2, 3])):
        courses.append(make_course(rng, i, day))
        day += rng.randrange(30, 200) if rng.random() < 0.75 else rng.randrange(0, 60)
    ratings, cgi = make_ratings(rng, SCALES[name], courses)
    death = NONE
    if rng.random() < 0.03:
        death = max(r[0] for r in ratings) + rng.randrange(1, 30)
    ratings.sort(key=lambda r: (r[0], 720 if r[1] is NONE else r[1]))
    patient = dict(id='p%d' % number, scale=name, courses=courses, ratings=ratings, cgi=cgi, death=death)
    patient['periods'] = list_periods(courses)
    return patient


def to_text(patient):
    lines = ['patient %s %s' % (patient['id'], patient['scale'])]
    show = lambda x: '-' if x is NONE or x == '' else str(x)
    for c in patient['courses']:
        lines.append('course %s %s %d %s %s' % (c['id'], c['arm'], c['start'], show(c['end']), show(c['reason'])))
        lines += ['step %d %d' % s for s in c['steps']]
        lines += ['session %d %d' % s for s in c['sessions']]
    lines += ['rate %d %s %d %s' % (r[0], show(r[1]), r[2], r[3]) for r in patient['ratings']]
    lines += ['%s %d %d %s' % g for g in patient['cgi']]
    if patient['death'] is not NONE:
        lines.append('death %d' % patient['death'])
    lines.append('end')
    return '\n'.join(lines)


# --- 3.1 to 3.4: day 0, baseline, which ratings count --------------------------------------------------------

def day_zero(course):
    """(day, minute or NONE): the first session with its time, or the first day of the drug."""
    if course['sessions']:
        return min(course['sessions'])
    return (course['start'], NONE)


def stopped_on(course):
    """Of a daily drug: its recorded end or the step to nothing, whichever is first."""
    days = [s[0] for s in course['steps'] if s[1] == 0]
    if course['end'] is not NONE:
        days.append(course['end'])
    return min(days) if days else NONE


def last_known(course):
    """The last day on which it is known to run; NONE: it runs on."""
    if course['arm'] in DAILY:
        return stopped_on(course)
    return course['end'] if course['end'] is not NONE else max(course['sessions'])[0]


def runs_on(course, day):
    last = last_known(course)
    return day_zero(course)[0] <= day and (last is NONE or day <= last)


def is_background(course, zero, day):
    """3.6: a daily dose unchanged for 8 weeks before day 0, and not changed since."""
    if course['arm'] not in DAILY:
        return False
    return all(zero - s[0] >= 56 for s in course['steps'] if s[0] <= day)


def list_periods(courses):
    """3.6: courses that are one treatment: begun within 28 days and running beside each other, or an older one
    that runs on and is neither background nor given up within 28 days.  Ketamine keeps its own day 0."""
    periods = []
    order = sorted(courses, key=lambda c: (when(day_zero(c)), c['id']))
    for at, c in enumerate(order):
        day = day_zero(c)[0]
        if periods:
            lead = periods[-1]['lead']
            if c['arm'] != lead['arm'] and c['arm'] != 'ketamine' \
                    and day - day_zero(lead)[0] <= 28 and runs_on(lead, day):
                periods[-1]['members'].append(c)
                continue
        members = [c]
        for older in order[:at]:
            last = last_known(older)
            close = day - day_zero(older)[0] <= 28
            soon = last is not NONE and last - day <= 28
            if older['arm'] != c['arm'] and runs_on(older, day) \
                    and (close or not (is_background(older, day, day) or soon)):
                members.append(older)
        periods.append(dict(lead=c, members=members))
    return periods


def when(zero):
    """A day without a time stands at noon."""
    return zero[0] * 1440 + (720 if zero[1] is NONE else zero[1])


def too_early_until(course):
    """4.2: 56 days, of these 28 at 200 mg of sertraline or more; below that dose judged from week 12 on."""
    if course['arm'] not in DAILY:
        return NONE
    first, full, held = course['start'], NONE, 0
    days = [s[0] for s in course['steps'][1:]] + [10 ** 6]
    for (day, mg), until in zip(course['steps'], days):
        for d in range(day, min(until, day + 29)):
            held += mg >= 200
            if held == 28 and full is NONE:
                full = d + 1
    return max(first + 56, first + 84 if full is NONE else full)


def is_after(rating, dose):
    """With both times stored the clock decides; else the day of the dose still counts as before it."""
    if rating[1] is not NONE and dose[1] is not NONE:
        return rating[0] * 1440 + rating[1] >= dose[0] * 1440 + dose[1]
    return rating[0] > dose[0]


def moment(rating):
    return rating[0] * 1440 + (720 if rating[1] is NONE else rating[1])


def find_baseline(patient, course):
    """3.2: in the window, before the dose; the latest day, then the rater, then the later time, then the id."""
    zero = day_zero(course)
    window = 14 if course['arm'] == 'ketamine' else 28
    fits = [i for i, r in enumerate(patient['ratings'])
            if 0 <= zero[0] - r[0] <= window and not is_after(r, zero)]
    if not fits:
        return NONE
    return max(fits, key=lambda i: (patient['ratings'][i][0], -RATERS.index(patient['ratings'][i][3]),
                                    moment(patient['ratings'][i]), i))


def is_too_fresh(patient, rating):
    """3.4: under 24 h after a ketamine dose, by the clock; all these scales speak of a week or more."""
    if rating[1] is NONE:
        return False
    return any(0 <= moment(rating) - (s[0] * 1440 + s[1]) < 1440
               for c in patient['courses'] if c['arm'] == 'ketamine' for s in c['sessions'])


def owner(patient, index):
    """The last course that had started at a rating."""
    found = NONE
    for n, p in enumerate(patient['periods']):
        if is_after(patient['ratings'][index], day_zero(p['lead'])):
            found = n
    return found


def passed_over(patient, index, baselines):
    """3.4: of several on one day the preferred one counts; before and after a first dose are two occasions, and
    ratings in the day after a dose stand by themselves."""
    rating = patient['ratings'][index]
    if is_too_fresh(patient, rating):
        return False
    own = owner(patient, index)
    rivals = [i for i, r in enumerate(patient['ratings'])
              if r[0] == rating[0] and owner(patient, i) == own and not is_too_fresh(patient, r)]
    best = min(rivals, key=lambda i: (RATERS.index(patient['ratings'][i][3]), -moment(patient['ratings'][i]), -i))
    return best != index


def find_cgi(patient, kind, against, day):
    """3.5: on the same day, or within 3; one that lies nearer to another rating belongs to that."""
    best = NONE
    for g in sorted((g for g in patient['cgi'] if g[0] == kind and (kind == 'cgis' or g[3] == against)),
                    key=lambda g: g[1]):
        away = abs(g[1] - day)
        if away > 3 or (away > 0 and any(abs(r[0] - g[1]) < away for r in patient['ratings'])):
            continue
        if best is NONE or away <= best[0]:
            best = (away, g[2])
    return NONE if best is NONE else best[1]


# --- 3.3 and 3.5: percent and state --------------------------------------------------------------------------

def percent_of(base, value):
    return NONE if base <= 0 else 100.0 * (base - value) / base


def has_response_score(scale, base, value):
    if scale['points'] is not NONE:
        return base - value >= scale['points'] - TOLERANCE
    return percent_of(base, value) >= scale['percent'] - TOLERANCE


def judge(scale, base, value, cgi_s, cgi_i, strict):
    """The state of one rating by 3.5, its criteria and marks: (state, meets, marks)."""
    percent = percent_of(base, value)
    if percent is NONE:
        return 'none', set(), set()
    marks = {'low_baseline'} if base < scale['low'] else set()
    response = has_response_score(scale, base, value)
    partial = scale['partial'] is not NONE and percent >= scale['partial'] - TOLERANCE
    state, meets = 'no_response', set()
    if response or partial:
        if cgi_i is NONE and strict:
            state = 'none'
        elif cgi_i is NONE:
            state = 'response' if response else 'partial'
            marks.add('score_only')
        elif cgi_i >= 4:
            marks.add('disagree')
        else:
            state = 'response' if response and cgi_i <= 2 else 'partial'
    if state in ('response', 'partial'):
        meets.add(state)
    rise = value - base
    if state == 'no_response' and (rise >= scale['rc'] - TOLERANCE
                                   or (percent <= -25 + TOLERANCE and rise >= scale['rc'] / 2 - TOLERANCE)):
        return 'worse', meets, marks
    if value <= scale['remission'] and (cgi_s <= 2 if cgi_s is not NONE else not strict):
        marks.discard('score_only')
        if cgi_s is NONE:
            marks.add('score_only')
        return 'remission', meets | {'remission'}, marks
    return state, meets, marks


def recalls_start(patient, course, rating):
    """3.4: less than the recall period after the first dose, or after a step of a daily dose."""
    recall = SCALES[patient['scale']]['recall']
    zero = day_zero(course)
    if is_after(rating, zero) and rating[0] - zero[0] < recall:
        return True
    return any(0 < rating[0] - s[0] < recall for c in patient['courses'] for s in c['steps'])


def recalls_infusion(patient, rating):
    recall = SCALES[patient['scale']]['recall']
    return any(is_after(rating, s) and rating[0] - s[0] < recall
               for c in patient['courses'] if c['arm'] == 'ketamine' for s in c['sessions'])


# --- 3.6: relapse --------------------------------------------------------------------------------------------

def is_discontinuation(patient, n, day):
    """F21: within 28 days after a drug of this course, or one that ran beside it when it began, was stopped."""
    period = patient['periods'][n]
    zero = day_zero(period['lead'])[0]
    for c in patient['courses']:
        if c['arm'] not in DAILY:
            continue
        stop = stopped_on(c)
        if stop is NONE:
            continue
        if c not in period['members'] and (stop <= zero or when(day_zero(c)) > when(day_zero(period['lead']))):
            continue
        if 0 < day - stop <= 28:
            return True
    return False


def add_relapses(patient, n, visits, preset):
    """Walks the ratings of one course; sets 'relapse' and the marks watch and discontinuation."""
    scale, course = SCALES[patient['scale']], patient['periods'][n]['lead']
    following = [p['lead'] for p in patient['periods'][n + 1:n + 2]]
    responded = remitted = remission_held = relapsed = False
    remission_since = first_lost = held_back = candidate = NONE

    def relapse_since(first, last):
        for v in visits[first:last + 1]:
            v['state'] = 'relapse'
            v['marks'] -= {'watch', 'discontinuation', 'score_only'}
            if visits[last]['best'] is NONE:
                v['marks'].add('score_only')

    for i, v in enumerate(visits):
        under = not has_response_score(scale, v['base'], v['value'])
        above = remitted and scale['relapse'] is not NONE and v['value'] >= scale['relapse']
        lost = under or (above and remission_held)
        soon = following and 0 <= day_zero(following[0])[0] - v['day'] <= 28
        by_itself = preset != 'depression' and ((v['best'] is not NONE and v['best'] >= 6)
                                                or v['percent'] < 10 - TOLERANCE)
        if not responded or not (under or above) or (not lost and not by_itself
                                                     and not (relapsed and lost)):
            first_lost = held_back = candidate = NONE
            if v['state'] in ('response', 'remission'):
                responded, relapsed = True, False
                if v['state'] == 'response':
                    remission_since = NONE
                else:
                    remitted = True
                    if remission_since is NONE:
                        remission_since = v['day']
                    elif v['day'] - remission_since >= 7:
                        remission_held = True
            continue
        if relapsed and lost:
            relapse_since(i, i)
        elif lost and soon and preset != 'consensus':
            relapsed = True
            relapse_since(i, i)
        elif lost and is_discontinuation(patient, n, v['day']):
            v['marks'].add('discontinuation')
            first_lost = i if first_lost is NONE else first_lost
            if by_itself and held_back is NONE:
                held_back = i
        elif by_itself and preset == 'consensus':
            candidate = i if candidate is NONE else candidate
            since = visits[candidate]['day']
            withdrew = (course['reason'] == 'no_response' and course['end'] is not NONE
                        and 0 <= course['end'] - since <= 28)
            if v['day'] - since >= 28 or withdrew:
                relapsed = True
                relapse_since(candidate, i)
            else:
                v['marks'].add('watch')
                first_lost = i if first_lost is NONE else first_lost
        elif by_itself:
            relapsed = True
            relapse_since(i if held_back is NONE else held_back, i)
        else:
            candidate = NONE
            again = first_lost is not NONE and (
                preset == 'depression'
                or (visits[first_lost]['cgi'] is NONE and visits[first_lost]['best'] is NONE and v['cgi'] is NONE
                    and v['best'] is NONE and v['day'] - visits[first_lost]['day'] >= 28))
            if again:
                relapsed = True
                for w in visits[first_lost:i + 1]:
                    w['state'] = 'relapse'
                    w['marks'] = (w['marks'] - {'watch', 'discontinuation'}) | {'score_only'}
            else:
                v['marks'].add('watch')
                first_lost = i if first_lost is NONE else first_lost


# --- the visits of a course ----------------------------------------------------------------------------------

def list_visits(patient, n, options):
    """Every rating after the first dose of course n up to the next course, the next one's baseline with it."""
    period, scale = patient['periods'][n], SCALES[patient['scale']]
    course, early = period['lead'], too_early_until(period['lead'])
    baselines = [find_baseline(patient, p['lead']) for p in patient['periods']]
    if baselines[n] is NONE:
        return []
    base, zero = patient['ratings'][baselines[n]][2], day_zero(course)
    visits = []
    for i, r in enumerate(patient['ratings']):
        if owner(patient, i) != n:
            continue
        days = r[0] - zero[0]
        if course['arm'] == 'ketamine' and r[1] is not NONE and zero[1] is not NONE:
            days = (moment(r) - moment(zero)) / 1440.0
        cgi_s = find_cgi(patient, 'cgis', '', r[0])
        cgi_i = find_cgi(patient, 'cgii', 'baseline', r[0])
        best = find_cgi(patient, 'cgii', 'best', r[0])
        fresh, over = is_too_fresh(patient, r), passed_over(patient, i, baselines)
        state, meets, marks = judge(scale, base, r[2], cgi_s, cgi_i, options.get('strict', False))
        if fresh:
            state, meets, marks = 'none', set(), set()
        # A response that was lost is no verdict that comes too early.
        responded = any(v['state'] in ('response', 'remission') and not v['over'] for v in visits)
        if state == 'no_response' and early is not NONE and r[0] < early and not responded:
            state = 'too_early'
        visits.append(dict(index=i, day=r[0], days=days, value=r[2], base=base, percent=percent_of(base, r[2]),
                           state=state, meets=meets, marks=set(marks), fresh=fresh, over=over,
                           start=recalls_start(patient, course, r), cgi=cgi_i, best=best,
                           infusion=recalls_infusion(patient, r)))
    judged = [v for v in visits if not v['fresh'] and not v['over'] and v['state'] != 'none']
    preset = options.get('relapse') or ('depression' if scale['depression'] else 'default')
    add_relapses(patient, n, judged, preset)
    for v in visits:
        if v['start'] or v['infusion']:
            v['marks'].add('recall')
        if has_overlap(patient, period, v['day']):
            v['marks'].add('overlap')
        if has_carry_over(patient, period, patient['ratings'][v['index']]):
            v['marks'].add('carry_over')
    return visits


def has_overlap(patient, period, day):
    """3.6: another arm beside this treatment that is neither part of it nor background."""
    zero = day_zero(period['lead'])[0]
    return any(c not in period['members'] and c['arm'] != period['lead']['arm'] and runs_on(c, day)
               and not is_background(c, zero, day) for c in patient['courses'])


def has_carry_over(patient, period, rating):
    """Under 28 days after the last ketamine dose of a series, under an arm that came after it."""
    doses = sorted(s for c in patient['courses'] if c['arm'] == 'ketamine' for s in c['sessions'])
    before = [s for s in doses if is_after(rating, s)]
    after = [s for s in doses if not is_after(rating, s)]
    if not before or rating[0] - before[-1][0] > 28 or (after and after[0][0] - before[-1][0] <= 14):
        return False
    if period['lead']['arm'] != 'ketamine':
        return True
    zero = day_zero(period['lead'])[0]
    return any(c['arm'] != 'ketamine' and day_zero(c)[0] <= rating[0] and zero - day_zero(c)[0] <= 28
               for c in period['members'])


# --- 3.6: events ---------------------------------------------------------------------------------------------

def excluded(why):
    return ('excluded', NONE, NONE, NONE, why)


def follow_later(patient, n, points, options):
    """Treatment policy: ratings under later courses go on, by the score alone, against this baseline."""
    course, scale = patient['periods'][n]['lead'], SCALES[patient['scale']]
    base = patient['ratings'][find_baseline(patient, course)][2]
    zero = day_zero(course)
    for i, r in enumerate(patient['ratings']):
        own = owner(patient, i)
        if own is NONE or own <= n or is_too_fresh(patient, r) or passed_over(patient, i, NONE):
            continue
        state, meets, _ = judge(scale, base, r[2], NONE, NONE, options.get('strict', False))
        if state == 'none':
            continue
        days = r[0] - zero[0]
        if course['arm'] == 'ketamine' and r[1] is not NONE and zero[1] is not NONE:
            days = (moment(r) - moment(zero)) / 1440.0
        points.append(dict(days=days, day=r[0], responds='response' in meets, remits='remission' in meets,
                           relapsed='response' not in meets))


def list_points(patient, n, options):
    """The ratings that may decide."""
    points = []
    for v in list_visits(patient, n, options):
        if v['fresh'] or v['over'] or v['state'] == 'none' or (v['start'] and not options.get('recall')):
            continue
        points.append(dict(days=v['days'], day=v['day'], responds='response' in v['meets'],
                           remits='remission' in v['meets'], relapsed=v['state'] == 'relapse'))
    if options.get('policy'):
        follow_later(patient, n, points, options)
    points.sort(key=lambda p: p['days'])
    return points


def end_of_treatment(period):
    """When the last of its courses ended."""
    ends = [stopped_on(c) if c['arm'] in DAILY else c['end'] for c in period['members']]
    return NONE if NONE in ends else max(ends)


def last_day(period, kind, options):
    stop = end_of_treatment(period)
    if stop is NONE or options.get('policy'):
        return NONE
    if all(c['arm'] in DAILY for c in period['members']):
        return stop
    return stop + 28 if kind in ('response', 'remission') else NONE


def reason(patient, n, kind, options):
    """Why the follow-up ends: death, stop, or the next treatment, whichever is first."""
    period = patient['periods'][n]
    following = [day_zero(p['lead'])[0] for p in patient['periods'][n + 1:n + 2]]
    if options.get('policy'):
        following = []
    last = last_day(period, kind, options)
    stop = 'lost' if period['lead']['reason'] in DROPOUTS else 'stopped'
    if patient['death'] is not NONE and (not following or patient['death'] <= following[0]) \
            and (last is NONE or patient['death'] <= last):
        return 'died'
    if last is not NONE and (not following or last < following[0]):
        return stop
    if following:
        end = end_of_treatment(period)
        if end is not NONE:
            beside = end > following[0]
        else:
            beside = any(c['arm'] in DAILY or any(s[0] >= following[0] for s in c['sessions'])
                         for c in period['members'])
        return 'overlap' if beside else 'switched'
    return 'lost' if stop == 'lost' else 'last_rating'


def holds(point, kind):
    return {'response': point['responds'], 'remission': point['remits'], 'duration': not point['responds'],
            'relapse': point['relapsed']}[kind]


def is_confirmed(points, at, kind):
    """At the next rating 7 days later or more, by the calendar."""
    for p in points[at + 1:]:
        if not holds(p, kind):
            return False
        if p['day'] - points[at]['day'] >= 7:
            return True
    return False


def seen(lower, upper, confirmed):
    return ('event', max(lower, 0.0), upper if upper > 0 else 0.5, confirmed, NONE)


def censored(points, origin, why):
    if not points:
        return excluded('not_rated')
    days = points[-1]['days'] - origin
    return excluded('no_follow_up') if days <= TOLERANCE else ('censored', days, NONE, NONE, why)


def within(patient, n, points, kind, options):
    last = last_day(patient['periods'][n], kind, options)
    return points if last is NONE else [p for p in points if p['day'] <= last]


def reached(points, kind, options):
    for i, p in enumerate(points):
        if holds(p, kind) and (not options.get('confirmed') or is_confirmed(points, i, kind)):
            return i
    return NONE


def reaching(patient, n, points, kind, options):
    points = within(patient, n, points, kind, options)
    at = reached(points, kind, options)
    if at is NONE:
        return censored(points, 0.0, reason(patient, n, kind, options))
    return seen(points[at - 1]['days'] if at else 0.0, points[at]['days'], is_confirmed(points, at, kind))


def last_dose(course):
    """Days from the first dose to the last of the acute series (no gap over 14 days) or the last session."""
    if course['arm'] in DAILY or not course['sessions']:
        return NONE
    zero = day_zero(course)
    last = 0.0
    for s in sorted(course['sessions']):
        days = (moment(s) - moment(zero)) / 1440.0 if course['arm'] == 'ketamine' else s[0] - zero[0]
        if course['arm'] == 'ketamine' and days - last > 14:
            break
        last = days
    return last


def was_raised(patient, first, before):
    for c in patient['courses']:
        for a, b in zip(c['steps'], c['steps'][1:]):
            if b[1] > a[1] and first <= b[0] < before:
                return True
    return False


def losing(patient, n, points, kind, at_days, origin, options):
    points = within(patient, n, points, kind, options)
    start = next(i for i, p in enumerate(points) if p['days'] == at_days)
    why = reason(patient, n, kind, options)
    if kind == 'relapse' and not options.get('policy'):
        for i in range(start + 1, len(points)):
            if not points[i - 1]['responds'] and was_raised(patient, points[i - 1]['day'], points[i]['day']):
                points, why = points[:i], 'rescue'
                break
    before = max(at_days, origin)
    for i in range(start + 1, len(points)):
        if points[i]['days'] <= origin + TOLERANCE:
            continue
        if holds(points[i], kind):
            return seen(before - origin, points[i]['days'] - origin, is_confirmed(points, i, kind))
        before = points[i]['days']
    return censored(points, origin, why)


def find_events(patient, n, options):
    """The four events of a course."""
    kinds = ('response', 'remission', 'duration', 'relapse')
    baseline = find_baseline(patient, patient['periods'][n]['lead'])
    if baseline is NONE:
        return {k: excluded('no_baseline') for k in kinds}
    if patient['ratings'][baseline][2] <= 0:
        return {k: excluded('at_floor') for k in kinds}
    points = list_points(patient, n, options)
    events = {k: reaching(patient, n, points, k, options) for k in ('response', 'remission')}
    counted = within(patient, n, points, 'response', options)
    at = reached(counted, 'response', options)
    if at is NONE:
        why = 'unconfirmed' if any(p['responds'] for p in counted) else 'no_response'
        if events['response'][0] == 'excluded':
            why = events['response'][4]
        events['duration'] = events['relapse'] = excluded(why)
        return events
    origin = counted[at]['days']
    dose = last_dose(patient['periods'][n]['lead'])
    if options.get('origin') == 'last_dose' and dose is not NONE and dose > origin:
        origin = dose
    for k in ('duration', 'relapse'):
        events[k] = losing(patient, n, points, k, counted[at]['days'], origin, options)
    return events


# --- what the comparison of a clinic counts ------------------------------------------------------------------

def make_row(patient, n, response):
    """(arms, background, fate): 3.6, and F12: nobody is a failure before the day of the verdict."""
    period = patient['periods'][n]
    zero = day_zero(period['lead'])[0]
    beside = {c['arm'] for c in patient['courses'] if c not in period['members'] and runs_on(c, zero)
              and is_background(c, zero, zero)}
    early = too_early_until(period['lead'])
    if response[0] == 'event':
        fate = 'responded'
    elif response[0] == 'excluded':
        fate = 'no_baseline' if response[4] in ('no_baseline', 'at_floor') else 'not_rated'
    else:
        fate = 'too_early' if early is not NONE and zero + response[1] < early else 'not_responded'
    return {c['arm'] for c in period['members']}, beside, fate


# --- comparison ----------------------------------------------------------------------------------------------

def near(a, b):
    if a is NONE or b is NONE:
        return a is b
    return abs(a - b) <= 1e-9 * max(1.0, abs(a))


def number(text):
    return NONE if text == '-' else float(text)


MARKS = {'recall', 'score_only', 'disagree', 'low_baseline', 'watch', 'discontinuation', 'overlap', 'carry_over'}


def read_answers(text):
    """patient -> course -> {'visits': {index: …}, 'events': {kind: …}}"""
    answers, course = {}, NONE
    for line in text.splitlines():
        word = line.split()
        if word[0] == 'patient':
            patient = answers.setdefault(word[1], {})
        elif word[0] == 'course':
            course = patient.setdefault(word[1], dict(visits={}, events={}, baseline=number(word[2])))
        elif word[0] == 'row':
            course['row'] = (set(word[1].split('+')), set(word[2].split('+')) - {'-'}, word[3])
        elif word[0] == 'visit':
            course['visits'][int(word[1])] = (number(word[2]), number(word[3]), word[4],
                                              set(word[5].split(',')) & MARKS, 'passed_over' in word[5].split(','))
        elif word[0] == 'event':
            course['events'][word[1]] = (word[2], number(word[3]), number(word[4]),
                                         NONE if word[5] == '-' else word[5] == 'yes',
                                         NONE if word[6] == '-' else word[6])
    return answers


def compare(patient, options, answer):
    """A sentence on the first difference, or NONE."""
    if len(answer) != len(patient['periods']):
        return '%d treatments, the program says %d' % (len(patient['periods']), len(answer))
    for n, period in enumerate(patient['periods']):
        course = period['lead']
        got = answer.get(course['id'])
        if got is NONE:
            return 'course %d: the program gives it to another treatment' % n
        baseline = find_baseline(patient, course)
        base = NONE if baseline is NONE else float(patient['ratings'][baseline][2])
        if not near(base, got['baseline']):
            return 'course %d: baseline %s, the program says %s' % (n, base, got['baseline'])
        for v in list_visits(patient, n, options):
            mine = (v['days'], v['percent'], v['state'], v['marks'] & MARKS, v['over'])
            theirs = got['visits'].get(v['index'])
            if theirs is NONE:
                return 'course %d: rating %d is missing' % (n, v['index'])
            if not near(mine[0], theirs[0]) or not near(mine[1], theirs[1]) or mine[2] != theirs[2] \
                    or (mine[3] - {'score_only'} if v['over'] else mine[3]) != \
                       (theirs[3] - {'score_only'} if v['over'] else theirs[3]) or mine[4] != theirs[4]:
                return 'course %d, rating %d: %s, the program says %s' % (n, v['index'], mine, theirs)
        events = find_events(patient, n, options)
        row = make_row(patient, n, events['response'])
        if row != got['row']:
            return 'course %d: %s, the program says %s' % (n, row, got['row'])
        for kind, mine in events.items():
            theirs = got['events'][kind]
            if mine[0] != theirs[0] or not near(mine[1], theirs[1]) or not near(mine[2], theirs[2]) \
                    or mine[3] != theirs[3] or mine[4] != theirs[4]:
                return 'course %d, %s: %s, the program says %s' % (n, kind, mine, theirs)
    return NONE


def run(program, patients, options):
    words = ['%s=%s' % (k, v if isinstance(v, str) else 'yes') for k, v in sorted(options.items())]
    text = '\n'.join(to_text(p) for p in patients) + '\n'
    return subprocess.run([program] + words, input=text, capture_output=True, text=True, check=True).stdout


def main():
    program = sys.argv[1]
    wanted = int(sys.argv[2]) if len(sys.argv) > 2 else 5000
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 20250310)
    patients, courses = [], 0
    while courses < wanted:
        patients.append(make_patient(rng, len(patients)))
        courses += len(patients[-1]['courses'])
    print('1..%d' % len(OPTIONS))
    failed = 0
    for number_, options in enumerate(OPTIONS, 1):
        # Every course under the default; a share under each of the others.
        share = patients if not options else patients[number_::len(OPTIONS)]
        answers = read_answers(run(program, share, options))
        counts, fault = {}, NONE
        for p in share:
            said = compare(p, options, answers[p['id']])
            if said is not NONE:
                fault = 'patient %s (%s): %s\n# %s' % (p['id'], p['scale'], said, to_text(p).replace('\n', '\n# '))
                break
            for c in answers[p['id']].values():
                for key in ('arms %d' % len(c['row'][0]), 'background %d' % len(c['row'][1]), 'fate ' + c['row'][2]):
                    counts[key] = counts.get(key, 0) + 1
                for kind, event in c['events'].items():
                    key = '%s %s' % (kind, event[0])
                    counts[key] = counts.get(key, 0) + 1
        name = '-'.join('%s' % (k if v is True else v) for k, v in sorted(options.items())) or 'default'
        for key in sorted(counts):
            print('# %s: %d' % (key, counts[key]))
        # A comparison of nothing proves nothing: every kind of event must have been seen.
        wanted_keys = ['%s event' % k for k in ('response', 'remission', 'duration', 'relapse')]
        wanted_keys += ['arms 1', 'arms 2', 'background 1', 'fate too_early', 'fate not_responded']
        if fault is NONE and not all(counts.get(k) for k in wanted_keys):
            fault = 'some event never happened'
        if fault is not NONE:
            failed += 1
            print('# %s' % fault)
        print('%sok %d - outcomes-as-the-naive-reading-%s' % ('' if fault is NONE else 'not ', number_, name))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
