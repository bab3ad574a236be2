from starlette.convertors import StringConvertor, register_url_convertor


class Lower(StringConvertor):
    def convert(self, value: str) -> str:
        return value.lower()


register_url_convertor("lower", Lower())
