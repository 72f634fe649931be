-- One row is one published figure in one check of the reply: computed when it is a part of the arithmetic, stated when it is what the arithmetic should give.
{%- set places = [] %}
{%- for check in letter_checks() %}
{%- for id in figures_named(check.top ~ ' ' ~ (check.bottom or '')) | unique %}{% do places.append((check.check, id, 'computed')) %}{% endfor %}
{%- for id in figures_named(check.stated) | unique %}{% do places.append((check.check, id, 'stated')) %}{% endfor %}
{%- endfor %}
select places.check_id, places.figure_id, places.part
from (
    values
    {%- for check, id, part in places %}
    ('{{ check }}', '{{ id }}', '{{ part }}'){{ "," if not loop.last }}
    {%- endfor %}
) as places (check_id, figure_id, part)
